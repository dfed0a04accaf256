import type { Session } from '../agreement';
import type { KernelClient } from './kernel-client';
import { AuthingError } from '../errors/authing-error';
import { tooOld } from '../errors/too-old';
import { connectionOptions } from './config';
import type { AuthingConfig } from './config';
import type { ConnectionOptions } from '../http/options';
import { configuration } from './app-configuration';
import { hasSingleton } from '../wx/app-singleton';
import { createKernelClient } from './kernel-client';
import { isTooOld } from '../wx/base-library';
import { checkSession, sessionOf } from '../session/session';

/** The SDK's options that only its client obeys, for each request. */
type Injected = { [option in 'httpClient' | 'graphqlClient' | 'tokenProvider' | 'token']?: unknown };

type CreateClient = (config: AuthingConfig) => KernelClient;

/** The client of the configuration as it is now; another when that has changed. */
class SharedClient {
  private made: { client: KernelClient; config: AuthingConfig } | undefined;

  constructor(private readonly create: CreateClient) {}

  /** The one there is, if it still fits. */
  existing(config: AuthingConfig): KernelClient | undefined {
    return this.made && sameConfig(this.made.config, config) ? this.made.client : undefined;
  }

  get(config: AuthingConfig): KernelClient {
    const client = this.existing(config) || this.create(config);
    this.made = { client, config };
    return client;
  }
}

// Not by the name itself: what makes it is evaluated with the first tap.
const kernel = new SharedClient((config) => createKernelClient(config));
/** With all of the SDK: only where the app loads the main entry, and made when it asks for it. */
let whole: SharedClient | undefined;

/**
 * Configures Authing from code: for apps without `getApp()`, and for what only becomes known at run time. Goes before
 * `App({ authing })`, holds for all copies of this package in the mini program, and reaches pages that are already open. May be called
 * again; who is signed in is kept for each appId and address. `accessToken` signs in once, see there.
 */
export function configureAuthing(config: AuthingConfig): void {
  configuration().set(config);
}

/** The main entry says how the SDK's whole client is made. */
export function setClientFactory(create: CreateClient): void {
  whole = new SharedClient(create);
}

/**
 * The client that the app's own code shares: with all of the SDK, once the main entry was loaded.
 * @throws AuthingError reason `not_configured`
 */
export function sharedClient(): KernelClient {
  return (whole || kernel).get(sharedOptions());
}

/**
 * The client for what the components do: one that evaluates no SDK, unless the app has the whole one in use already (and may have
 * changed its settings), or has configured what only that one obeys.
 * @throws AuthingError reason `not_configured`; `unsupported`: this WeChat is too old for the components
 */
export function componentClient(): KernelClient {
  if (isTooOld()) throw tooOld();
  const options: ReturnType<typeof sharedOptions> & Injected = sharedOptions();
  const isWhole =
    whole && (whole.existing(options) || options.httpClient || options.graphqlClient || options.tokenProvider || options.token);
  return (whole && isWhole ? whole : kernel).get(options);
}

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

const sharedOptions = (): AuthingConfig & ConnectionOptions => connectionOptions(configuration().current);

function sameConfig(one: AuthingConfig, other: AuthingConfig): boolean {
  const names = Object.keys(other) as (keyof AuthingConfig)[];
  return names.length === Object.keys(one).length && names.every((name) => one[name] === other[name]);
}
