import { sessionOf } from '../session/session';
import type { Session } from '../session/session';
import type { Client } from './client';
import { connectionOptions } from './config';
import type { AuthingConfig } from './config';

/** What `App({ authing: { … } })` leaves on the app object. */
interface ConfiguredApp {
  authing?: AuthingConfig;
}

let configured: AuthingConfig | undefined;
/** Evaluated when a client is first needed, which for components is the first tap. */
let create = (config: AuthingConfig): Client => (require('./client') as typeof import('./client')).createClient(config);
let shared: { client: Client; config: AuthingConfig } | undefined;

/**
 * Configures Authing from code: for plugins and apps without `getApp()`, and for what only becomes known at run time.
 * Goes before `App({ authing })`. May be called again; who is signed in is kept for each appId.
 */
export function configureAuthing(config: AuthingConfig): void {
  configured = config;
}

/** The main entry puts the SDK's whole client here; without it, components get by with the kernel's. */
export function setClientFactory(factory: (config: AuthingConfig) => Client): void {
  create = factory;
  shared = undefined;
}

/**
 * The client that every component and page shares, made when first asked for.
 * @throws AuthingError reason `not_configured`
 */
export function sharedClient(): Client {
  const config = connectionOptions(currentConfig());
  if (!shared || !sameConfig(shared.config, config)) shared = { client: create(config), config };
  return shared.client;
}

/**
 * The session of the configured app; asks for no client, so that showing who is signed in stays cheap.
 * @throws AuthingError reason `not_configured`
 */
export function sharedSession(): Session {
  const { appId, accessToken } = connectionOptions(currentConfig());
  const session = sessionOf(appId);
  // A client takes the token over when it is made.
  if (accessToken && !session.token) sharedClient();
  return session;
}

/** Read when it is needed, never when a file loads: App() may not have run by then. */
function currentConfig(): AuthingConfig | undefined {
  if (configured) return configured;
  if (typeof getApp !== 'function') return undefined;
  const app: ConfiguredApp | undefined = getApp<ConfiguredApp>({ allowDefault: true });
  return app ? app.authing : undefined;
}

function sameConfig(one: AuthingConfig, other: AuthingConfig): boolean {
  const names = Object.keys(other) as (keyof AuthingConfig)[];
  return names.length === Object.keys(one).length && names.every((name) => one[name] === other[name]);
}
