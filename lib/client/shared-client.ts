import { tooOld } from '../errors/too-old';
import type { ConnectionOptions } from '../http/options';
import { isTooOld } from '../wx/base-library';
import type { AuthingConfig } from './config';
import { createKernelClient } from './kernel-client';
import type { KernelClient } from './kernel-client';
import { clientFactory, sharedOptions } from './shared-session';
import type { CreateClient } from './shared-session';

/** The SDK's options that only its client obeys, for each request. */
type Injected = { [option in 'httpClient' | 'graphqlClient' | 'tokenProvider' | 'token']?: unknown };

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

const kernel = new SharedClient(createKernelClient);
/** With all of the SDK: only where the app loads the main entry, and made when it asks for it. */
let whole: SharedClient | undefined;

function wholeClient(): SharedClient | undefined {
  const create = clientFactory();
  return (whole = whole || (create && new SharedClient(create)));
}

/**
 * The client that the app's own code shares: with all of the SDK, once the main entry was loaded.
 * @throws AuthingError reason `not_configured`
 */
export function sharedClient(): KernelClient {
  return (wholeClient() || kernel).get(sharedOptions());
}

/**
 * The client for what the components do: one that evaluates no SDK, unless the app has the whole one in use already (and may have
 * changed its settings), or has configured what only that one obeys.
 * @throws AuthingError reason `not_configured`; `unsupported`: this WeChat is too old for the components
 */
export function componentClient(): KernelClient {
  if (isTooOld()) throw tooOld();
  const options: AuthingConfig & ConnectionOptions & Injected = sharedOptions();
  const ofApp = wholeClient();
  const isWhole =
    ofApp && (ofApp.existing(options) || options.httpClient || options.graphqlClient || options.tokenProvider || options.token);
  return (ofApp && isWhole ? ofApp : kernel).get(options);
}

function sameConfig(one: AuthingConfig, other: AuthingConfig): boolean {
  const names = Object.keys(other) as (keyof AuthingConfig)[];
  return names.length === Object.keys(one).length && names.every((name) => one[name] === other[name]);
}
