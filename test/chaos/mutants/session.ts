import type { Mutant } from './mutant';

/** What could go wrong with who is signed in. */
export const sessionMutants: readonly Mutant[] = [
  {
    title: 'a new sign-in keeps the user of the old one',
    file: 'lib/session/session.ts',
    find: 'this.current = { token, user: user && shownUser(user), ',
    replace: 'this.current = { token, user: this.user || user, ',
    caughtBy: 'whole session',
  },
  {
    title: 'updateUser without a token empties the stored token',
    file: 'lib/session/session.ts',
    find: 'const { token } = session;',
    replace: "const token = (update.token || '') as string;",
    caughtBy: 'whole session',
  },
  {
    title: 'the session is kept in memory only',
    file: 'lib/session/session-store.ts',
    find: '    writeStorage(this.key, () => (cipher ? sealed(cipher, record) : record));',
    replace: '    void [record, cipher, writeStorage, ciphers];',
    caughtBy: 'stays signed in',
  },
  {
    title: 'pages are not told who signed in',
    file: 'lib/listeners.ts',
    find: '      listener();\n',
    replace: '',
    caughtBy: 'up to date',
  },
  {
    title: "the predecessor's users are signed out",
    file: 'lib/session/legacy-session.ts',
    find: 'if (!isToken(token)) return null;',
    replace: 'return null;',
    caughtBy: 'right user',
  },
  {
    title: "the predecessor's token is taken over whatever app it belongs to",
    file: 'lib/session/legacy-session.ts',
    find: 'if (appNamedBy(token, appId) !== appId) return null;',
    replace: '',
    caughtBy: 'whole session',
  },
  {
    title: "another app's record under our key is taken for ours",
    file: 'lib/session/session-store.ts',
    find: 'if (appId !== this.appId || ',
    replace: 'if (!appId || ',
    caughtBy: 'token at home',
  },
  {
    title: "another app's token in our record is taken for ours",
    file: 'lib/session/session-store.ts',
    find: ' || issuedTo !== appNamedBy(token, appId)',
    replace: '',
    caughtBy: 'token at home',
  },
  {
    title: 'a late answer about the avatar signs the earlier user in again',
    file: 'lib/endpoints/update-user.ts',
    find: 'if (now ? now.id !== updated.id : tokenProvider.getToken() !== owner.token) {',
    replace: 'tokenProvider.setUser({ ...updated, token: owner.token });\n    if (now !== now) {',
    caughtBy: 'right user',
  },
  {
    title: "a page's data holds the token",
    file: 'lib/client/auth-state.ts',
    find: '  delete shown.token;\n',
    replace: '',
    caughtBy: 'right user',
  },
  {
    title: 'news is held back over the whole flow, also of what the app itself does',
    file: 'lib/login-code/code-flow.ts',
    find: 'const news: (() => void)[] = [];',
    replace:
      'const news: (() => void)[] = [];\n' +
      "    const { sharedSession } = require('../client/shared-session') as typeof import('../client/shared-session');\n" +
      '    const session = sharedSession() as unknown as { quiet: unknown; notify(): void };\n' +
      '    session.quiet = { changed: false };\n' +
      '    news.push(() => {\n      session.quiet = undefined;\n      session.notify();\n    });',
    caughtBy: 'heard at once',
  },
  {
    title: 'copies of the package have a session each',
    file: 'lib/session/session.ts',
    find: 'const session = appSingleton<Session>(`session ${key}`, () => new AppSession(key, appId, host));',
    replace:
      'const own = sessionOf as unknown as { [key: string]: Session };\n' +
      '  const session = (own[key] = own[key] || new AppSession(key, appId, host));',
    caughtBy: 'heard at once',
  },
  {
    title: 'a sign-in that could not be kept leaves the one before it in Storage',
    file: 'lib/session/session.ts',
    find: '      this.store().remove();\n      throw error;\n',
    replace: '      throw error;\n',
    caughtBy: 'stays signed in',
  },
  {
    title: 'whose token has expired is signed in all the same',
    file: 'lib/session/session.ts',
    find: "return session && !hasExpired(session) ? 'signed-in' : 'signed-out';",
    replace: "return session ? 'signed-in' : 'signed-out';",
    caughtBy: 'up to date',
  },
];
