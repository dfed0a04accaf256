import type { Session } from '../agreement';
import { AuthingError } from '../errors/authing-error';
import type { ConnectionOptions } from '../http/options';
import { checkSession, sessionOf } from '../session/session';
import { hasSingleton } from '../wx/app-singleton';
import { configuration } from './app-configuration';
import { connectionOptions } from './config';
import type { AuthingConfig } from './config';
import type { KernelClient } from './kernel-client';

/**
 * Configures Authing from code: for apps without `getApp()`, and for what only becomes known at run time. Goes before
 * `App({ authing })`, holds for all copies of this package in the mini program, and reaches pages that are already open. May be called
 * again; who is signed in is kept for each appId and address. `accessToken` signs in once, see there.
 */
export function configureAuthing(config: AuthingConfig): void {
  configuration().set(config);
}

export type CreateClient = (config: AuthingConfig) => KernelClient;

let createWhole: CreateClient | undefined;

/** The main entry says how the SDK's whole client is made. */
export function setClientFactory(create: CreateClient): void {
  createWhole = create;
}

/** Undefined where the app does not load the main entry. */
export const clientFactory = (): CreateClient | undefined => createWhole;

/**
 * The session of the configured app; asks for no client, so that showing who is signed in stays cheap.
 * @throws AuthingError reason `not_configured`
 */
export function sharedSession(): Session {
  return sessionOf(sharedOptions());
}

/**
 * Whether there is anything to connect to; what it says about the language holds from now on, and the session hears of its token and
 * cipher. Called again whenever something may have changed without a word. Without a session nobody is told anything: none is made.
 */
export function isConfigured(): boolean {
  try {
    const { accessToken, storageCipher } = sharedOptions();
    if (accessToken || storageCipher || hasSingleton('session')) checkSession(sharedSession());
    return true;
  } catch (error) {
    if (!(error instanceof AuthingError)) throw error;
    return false;
  }
}

/** What is configured now. @throws AuthingError reason `not_configured` */
export const sharedOptions = (): AuthingConfig & ConnectionOptions => connectionOptions(configuration().current);
