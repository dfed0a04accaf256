/** The mini program a test is about: where it is and what its app.js says. */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { readJson } from '../engines/app-modules';

/** What a mini program may hand to `App`, as far as it matters here. */
export interface AppObject {
  authing?: unknown;
  globalData?: { authing?: unknown };
  onLaunch?(options: object): void;
  onShow?(options: object): void;
  onHide?(): void;
  onThemeChange?(result: { theme: 'light' | 'dark' }): void;
}

/** The folder of app.json: `miniprogramRoot` of project.config.json where there is one, else the project's. */
export function projectRoot(project = process.cwd()): string {
  const config = path.join(project, 'project.config.json');
  if (!existsSync(config)) return project;
  const { miniprogramRoot = '' } = readJson(config) as { miniprogramRoot?: string };
  return path.join(project, miniprogramRoot);
}

/** app.js or app.ts of the mini program; undefined when it has none, as a library of components. */
export const appScript = (root: string): string | undefined =>
  ['app.js', 'app.ts'].map((name) => path.join(root, name)).find((file) => existsSync(file));

/** Whether app.json says `"darkmode": true`. */
export function declaresDarkmode(root: string): boolean {
  const file = path.join(root, 'app.json');
  return existsSync(file) && (readJson(file) as { darkmode?: unknown }).darkmode === true;
}

/** A text that an app gives to its Authing components. */
function declared({ authing, globalData }: AppObject, name: string): string | undefined {
  const value = ((authing ?? globalData?.authing ?? {}) as Record<string, unknown>)[name];
  return typeof value === 'string' && value !== '' ? value : undefined;
}

export const declaredAppId = (app: AppObject): string | undefined => declared(app, 'appId');

/** Which mini-program identity source of Authing's an app names, for phone tokens. */
export const declaredIdentitySource = (app: AppObject): string | undefined => declared(app, 'extIdpConnIdentifier');

/** Where an app says that Authing is: URLs and host names. */
export const declaredHosts = (app: AppObject): string[] =>
  ['host', 'appHost', 'domain'].map((name) => declared(app, name)).filter((host) => host !== undefined);

/** Whether an address is at one of these hosts. @param hosts URLs, host names, or what fits several of them */
export function isAt(url: string, hosts: readonly (string | RegExp)[]): boolean {
  const host = hostOf(url);
  return host !== undefined && hosts.some((known) => (typeof known === 'string' ? hostOf(known) === host : known.test(host)));
}

function hostOf(name: string): string | undefined {
  const address = name.includes('://') ? name : `https://${name}`;
  return URL.canParse(address) ? new URL(address).host : undefined;
}
