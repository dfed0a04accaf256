import type { Session } from '../agreement';
import type { KernelClient } from './kernel-client';
import { AuthingError } from '../errors/authing-error';
import { connectionOptions } from './config';
import type { AuthingConfig } from './config';
import { configuration } from './app-configuration';

/** Evaluated when a client is first needed, which for components is the first tap. */
let create = (config: AuthingConfig): KernelClient =>
  (require('./kernel-client') as typeof import('./kernel-client')).createKernelClient(config);
let shared: { client: KernelClient; config: AuthingConfig } | undefined;

/**
 * Configures Authing from code: for apps without `getApp()`, and for what only becomes known at run time. Goes before
 * `App({ authing })`, holds for all copies of this package in the mini program, and reaches pages that are already open. May be called
 * again; who is signed in is kept for each appId and address. `accessToken` signs in once, see there.
 */
export function configureAuthing(config: AuthingConfig): void {
  configuration().set(config);
}

/** The main entry puts the SDK's whole client here; without it, components get by with the kernel's. */
export function setClientFactory(factory: (config: AuthingConfig) => KernelClient): void {
  create = factory;
  shared = undefined;
}

/**
 * The client that every component and page shares, made when first asked for.
 * @throws AuthingError reason `not_configured`
 */
export function sharedClient(): KernelClient {
  const config = connectionOptions(configuration().current);
  if (!shared || !sameConfig(shared.config, config)) shared = { client: create(config), config };
  return shared.client;
}

/**
 * The session of the configured app; asks for no client, so that showing who is signed in stays cheap.
 * @throws AuthingError reason `not_configured`
 */
export function sharedSession(): Session {
  // A page that does not show who is signed in needs no session before the first tap.
  const { sessionOf } = require('../session/session') as typeof import('../session/session');
  return sessionOf(connectionOptions(configuration().current));
}

/** Whether there is anything to connect to; what it says about the language holds from now on. */
export function isConfigured(): boolean {
  try {
    connectionOptions(configuration().current);
    return true;
  } catch (error) {
    if (!(error instanceof AuthingError)) throw error;
    return false;
  }
}

function sameConfig(one: AuthingConfig, other: AuthingConfig): boolean {
  const names = Object.keys(other) as (keyof AuthingConfig)[];
  return names.length === Object.keys(one).length && names.every((name) => one[name] === other[name]);
}
