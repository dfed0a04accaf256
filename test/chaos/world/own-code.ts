import type { RunningApp } from '../host/widget';
import type { AppJavaScript } from './app-javascript';
import type { Environment } from './environment';
import type { RunRecord } from './record';

/** What the app around the library does by itself, during one launch. */
export class OwnCode {
  private readonly running: RunningApp;
  private readonly javascript: AppJavaScript;
  private readonly record: RunRecord;
  private readonly environment: Environment;

  constructor(running: RunningApp, javascript: AppJavaScript, record: RunRecord, environment: Environment) {
    this.running = running;
    this.javascript = javascript;
    this.record = record;
    this.environment = environment;
  }

  configure(): void {
    this.javascript.enter('host app', () => this.running.configure());
  }

  /** wx.login without a word to the library. */
  login(): void {
    this.javascript.enter('host app', () => {
      this.record.add('login', { call: 0, ours: false });
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
      this.record.add('signedOut', { failed: false });
      try {
        this.running.signOut(copy);
      } catch {
        // Its caller is told; that it was an AuthingError is for other tests.
        this.record.add('signedOut', { failed: true });
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
      this.record.add('appSignedIn', { ...signedIn, failed: false });
      try {
        this.running.signIn(copy, { ...user, token: signedIn.token });
      } catch {
        // As above.
        this.record.add('appSignedIn', { ...signedIn, failed: true });
      }
    });
  }
}
