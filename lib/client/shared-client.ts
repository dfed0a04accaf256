import { createClient } from './client';
import type { Client } from './client';
import { connectionOptions } from './config';
import type { AuthingConfig } from './config';

/** What `App({ authing: { … } })` leaves on the app object. */
interface ConfiguredApp {
  authing?: AuthingConfig;
}

let configured: AuthingConfig | undefined;
let create: (config: AuthingConfig) => Client = (config) => createClient(connectionOptions(config));
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
  const config = currentConfig();
  if (!shared || !config || !sameConfig(shared.config, config)) {
    const client = create(config as AuthingConfig);
    shared = { client, config: { ...(config as AuthingConfig) } };
  }
  return shared.client;
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
