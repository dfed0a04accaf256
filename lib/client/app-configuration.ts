import type { Configuration, Listener } from '../agreement';
import { listen, tellListeners } from '../listeners';
import { appSingleton, currentApp } from '../wx/app-singleton';
import type { AuthingConfig } from './config';
import { countDown } from '../timers';

/** What `App({ authing: { … } })` leaves on the app object, or, where a framework writes `App()`, `globalData`. */
interface ConfiguredApp {
  authing?: AuthingConfig;
  globalData?: { authing?: AuthingConfig } | null;
}

/** How long to wait (ms) before looking for a configuration again: at first, and at most. */
const SOONEST = 100;
const LATEST = 5000;

class AppConfiguration implements Configuration {
  private given: AuthingConfig | undefined;
  private readonly listeners: Listener[] = [];
  private stopLooking: (() => void) | undefined;

  get current(): AuthingConfig | undefined {
    return this.given || configOfApp();
  }

  set(config: AuthingConfig): void {
    this.given = config;
    this.notify();
  }

  subscribe(listener: Listener): () => void {
    this.look(SOONEST);
    return listen(this.listeners, listener, () => this.stop());
  }

  /** Nobody tells when an app writes into its own object: while there is nothing, and somebody waits for it, look again. */
  private look(wait: number): void {
    const waited = this.stopLooking;
    this.stop();
    if (!this.current || !this.current.appId) this.stopLooking = countDown(wait, () => this.look(Math.min(2 * wait, LATEST)));
    else if (waited) this.notify();
  }

  private stop(): void {
    if (this.stopLooking) this.stopLooking();
    this.stopLooking = undefined;
  }

  private notify(): void {
    this.stop();
    tellListeners(this.listeners);
  }
}

/** Read when it is needed, never when a file loads: App() may not have run by then. */
function configOfApp(): AuthingConfig | undefined {
  const app = currentApp<ConfiguredApp>();
  return app && (app.authing || (app.globalData ? app.globalData.authing : undefined));
}

/** The configuration of this mini program, in whatever copy of the package it was made. */
export function configuration(): Configuration {
  return appSingleton<Configuration>('configuration', () => new AppConfiguration());
}
