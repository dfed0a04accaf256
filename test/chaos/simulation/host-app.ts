import type { RunningApp } from '../apps/app-under-test';
import type { AppJavaScript } from './app-javascript';
import type { Environment } from './environment';
import type { Trace } from './trace';

/** What the app around the library does by itself, during one launch. */
export class HostApp {
  private readonly running: RunningApp;
  private readonly javascript: AppJavaScript;
  private readonly trace: Trace;
  private readonly environment: Environment;

  constructor(running: RunningApp, javascript: AppJavaScript, trace: Trace, environment: Environment) {
    this.running = running;
    this.javascript = javascript;
    this.trace = trace;
    this.environment = environment;
  }

  configure(): void {
    this.javascript.enter('host app', () => this.running.configure());
  }

  /** wx.login without a word to the library. */
  login(): void {
    this.javascript.enter('host app', () => {
      this.trace.add('login', { call: 0, ours: false });
      this.environment.device.wx.login({ success: () => undefined, fail: () => undefined });
    });
  }

  /**
   * @param copy the copy of the package whose client it has
   * @param appId what is configured by the time the app's code runs
   */
  signOut(copy: number, appId: () => string | undefined): void {
    this.javascript.enter('host app', () => {
      if (appId() === undefined) return;
      this.trace.add('signedOut', { failed: false });
      try {
        this.running.signOut(copy);
      } catch {
        // Its caller is told; that it was an AuthingError is for other tests.
        this.trace.add('signedOut', { failed: true });
      }
    });
  }

  /** With a password, say. */
  signIn(copy: number, configured: () => string | undefined): void {
    this.javascript.enter('host app', () => {
      const appId = configured();
      if (appId === undefined) return;
      const { admin } = this.environment.server;
      const user = admin.signIn(appId, admin.createUser(appId, { username: `by-password-${admin.users.length}` }).id);
      const signedIn = { appId, userId: user.id, token: user.token ?? '' };
      this.trace.add('appSignedIn', { ...signedIn, failed: false });
      try {
        this.running.signIn(copy, { ...user, token: signedIn.token });
      } catch {
        // As above.
        this.trace.add('appSignedIn', { ...signedIn, failed: true });
      }
    });
  }
}
