import type { AppOptions, TokenAlgorithm } from './options';
import { ApiError } from './errors/api-error';

/** An application with its defaults filled in. */
export interface App extends AppOptions {
  name: string;
  userPoolId: string;
  tokenLifetime: number;
  tokenAlgorithm: TokenAlgorithm;
  redirectUris: string[];
  casServices: string[];
}

const FOURTEEN_DAYS = 1_209_600;

/** The applications of a server, by id. */
export class Apps {
  private readonly byId = new Map<string, App>();

  constructor(apps: AppOptions[]) {
    apps.forEach((app) => this.add(app));
  }

  /** Throws when there is one of that id, or when its options contradict each other. */
  add(app: AppOptions): void {
    if (this.byId.has(app.appId)) throw new Error(`two apps have the appId ${app.appId}`);
    if (app.tokenAlgorithm === 'HS256' && !app.secret) throw new Error(`the app ${app.appId} signs with HS256 and has no secret`);
    this.byId.set(app.appId, {
      ...app,
      name: app.name ?? app.appId,
      userPoolId: app.userPoolId ?? `pool-${app.appId}`,
      tokenAlgorithm: app.tokenAlgorithm ?? 'RS256',
      tokenLifetime: app.tokenLifetime ?? FOURTEEN_DAYS,
      redirectUris: app.redirectUris ?? [],
      casServices: app.casServices ?? [],
    });
  }

  /** Undefined when there is no such application. */
  find(appId: string): App | undefined {
    return this.byId.get(appId);
  }

  /** Throws 2011 when there is no such application. */
  get(appId: string | undefined): App {
    const app = appId === undefined ? undefined : this.byId.get(appId);
    if (app === undefined) throw new ApiError(2011);
    return app;
  }

  /** All applications. */
  get all(): App[] {
    return [...this.byId.values()];
  }

  /** All applications of a user pool. */
  inPool(userPoolId: string): App[] {
    return this.all.filter((app) => app.userPoolId === userPoolId);
  }
}
