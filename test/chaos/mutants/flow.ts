import type { Mutant } from './mutant';

/** Where a second flow is refused while one runs. */
const REFUSAL =
  '    if (this.running) {\n' +
  '      this.settle();\n' +
  "      return settled(new AuthingError('busy', { stage: 'tap' }), undefined);\n" +
  '    }\n';

/** What could go wrong in the order of codes, data and requests (lib/login-code, lib/wx). */
export const flowMutants: readonly Mutant[] = [
  {
    title: 'no lock: a second flow begins beside the first',
    file: 'lib/login-code/code-flow.ts',
    find: REFUSAL,
    replace: '',
    caughtBy: 'one flow',
  },
  {
    title: 'a tap during a flow is ignored without a word',
    file: 'lib/login-code/code-flow.ts',
    find: REFUSAL,
    replace: '    if (this.running) return;\n',
    caughtBy: 'one outcome',
  },
  {
    title: 'the lock is not given back after a failure',
    file: 'lib/login-code/code-flow.ts',
    find: '      this.setRunning(false);\n',
    replace: '      if (!failure) this.setRunning(false);\n',
    caughtBy: 'busy means busy',
  },
  {
    title: 'hidden pages count as visible',
    file: 'lib/login-code/code-flow.ts',
    find: 'if (entry.owner === owner) entry.visible = visible;',
    replace: 'if (entry.owner === owner) entry.visible = true;',
    caughtBy: 'hidden login',
  },
  {
    title: 'a code may be sent up to an hour after it was issued',
    file: 'lib/login-code/login-code.ts',
    find: 'const SEND_WITHIN = 270_000;',
    replace: 'const SEND_WITHIN = 3_600_000;',
    caughtBy: 'code fresh',
  },
  {
    title: 'the next code is fetched while a flow runs',
    file: 'lib/login-code/login-code.ts',
    find: '    this.drop();\n    // The last wx.login failed',
    replace: '    this.drop();\n    this.once = true;\n    this.decide();\n    // The last wx.login failed',
    caughtBy: 'quiet window',
  },
  {
    title: 'every touch fetches a code',
    file: 'lib/login-code/login-code.ts',
    find: 'this.once = !this.isUsable();',
    replace: 'this.drop();\n    this.once = true;',
    caughtBy: 'quiet window',
  },
  {
    title: 'an ageing code is renewed at touchstart',
    file: 'lib/login-code/login-code.ts',
    find: 'this.once = !this.isUsable();',
    replace: 'if (this.ready && Date.now() - this.ready.at > 100_000) this.drop();\n    this.once = !this.isUsable();',
    caughtBy: 'first tap',
  },
  {
    title: 'a code is not renewed while nobody touches',
    file: 'lib/login-code/login-code.ts',
    find: '(this.isUsable() && !(this.preparing && this.isDue()))',
    replace: 'this.isUsable()',
    caughtBy: 'first tap',
  },
  {
    title: 'the code goes with the last button that needs it',
    file: 'lib/login-code/login-code.ts',
    find: '    this.stopAging();\n    if (!this.restedAt) {',
    replace: '    this.drop();\n    if (!this.restedAt) {',
    caughtBy: 'standing still',
  },
  {
    title: 'copies of the package have a flow each',
    file: 'lib/login-code/code-flow.ts',
    find: "return appSingleton<Flow>('flow', () => new CodeFlow());",
    replace: 'const own = appFlow as { flow?: Flow };\n  return (own.flow = own.flow || new CodeFlow());',
    caughtBy: 'one flow',
  },
  {
    title: 'copies of the package that share no app object do not find each other',
    file: 'lib/wx/app-singleton.ts',
    find: 'const onPlatform = on(platform);',
    replace: 'const onPlatform = undefined as Shared | undefined;',
    caughtBy: 'configured once',
  },
  {
    title: 'a code is renewed while a sheet is open',
    file: 'lib/login-code/code-flow.ts',
    find: 'const SHEET_LASTS = 270_000;',
    replace: 'const SHEET_LASTS = 20_000;',
    caughtBy: 'quiet window',
  },
  {
    title: 'data is sent again with a new code when the first was refused',
    file: 'lib/login-code/code-flow.ts',
    find: 'this.run(owner, (hold) => this.loginCode.take().then((code) => use(code, hold)), settled);',
    replace:
      'const send = (code: string) => use(code, () => undefined);\n' +
      '    const again = () => this.loginCode.takeOrFetch(10_000).then(send);\n' +
      '    this.run(owner, () => this.loginCode.take().then(send).catch(again), settled);',
    caughtBy: 'code before data',
  },
  {
    title: 'a refused code is sent a second time',
    file: 'lib/login-code/code-flow.ts',
    find: 'use(code, hold).catch((failure: AuthingError) => {',
    replace: 'use(code, hold).catch(() => use(code, hold)).catch((failure: AuthingError) => {',
    caughtBy: 'code once',
  },
  {
    title: 'no code is fetched before somebody taps',
    file: 'lib/login-code/login-code.ts',
    find: '    this.preparing = true;\n    this.decide();',
    replace: '    this.preparing = false;\n    this.decide();',
    caughtBy: 'code before tap',
  },
  {
    title: 'wx.login inside the callback: a missing code is fetched when the data is there',
    file: 'lib/login-code/login-code.ts',
    find: 'return (this.call || Promise.resolve()).then(() => this.handOut());',
    replace:
      'if (!this.isUsable() && !this.call) return this.takeOrFetch(10_000);\n' +
      '    return (this.call || Promise.resolve()).then(() => this.handOut());',
    caughtBy: 'code before data',
  },
  {
    title: 'wx.login inside the callback, always: as the predecessor documents it',
    file: 'lib/login-code/login-code.ts',
    find: 'return (this.call || Promise.resolve()).then(() => this.handOut());',
    replace: 'this.drop();\n    return this.takeOrFetch(10_000);',
    caughtBy: 'code before data',
  },
  {
    title: 'the code is kept after it was handed out',
    file: 'lib/login-code/login-code.ts',
    find: '    this.drop();\n    // The last wx.login failed',
    replace: '    // The last wx.login failed',
    caughtBy: 'code once',
  },
  {
    title: "the code's age is told by the phone's clock alone",
    file: 'lib/login-code/login-code.ts',
    find: 'countDown(left, () => this.grow(age + left));',
    replace: 'countDown(left, () => this.ready && this.grow(Math.max(Date.now() - this.ready.at, 0)));',
    caughtBy: 'code fresh',
  },
  {
    title: "the code's age is told by a timer alone, which stops with the app",
    file: 'lib/login-code/login-code.ts',
    find: 'if (this.ready) this.grow(Date.now() - this.ready.at);',
    replace: 'if (this.ready) this.grow(0);',
    caughtBy: 'code fresh',
  },
  {
    title: 'wx.login is called as often as anybody likes',
    file: 'lib/login-code/login-code.ts',
    find: 'const CALLS_IN_TURN = 4;',
    replace: 'const CALLS_IN_TURN = 1000;',
    caughtBy: 'login rate',
  },
  {
    title: 'the timer of a code outlives the last page',
    file: 'lib/login-code/login-code.ts',
    find: '    this.stopAging();\n    if (!this.restedAt) {',
    replace: '    if (!this.restedAt) {',
    caughtBy: 'nothing left',
  },
  {
    title: 'a fresh code every minute, whatever happens',
    file: 'lib/login-code/login-code.ts',
    find: 'const RENEW_AFTER = 151_000;',
    replace: 'const RENEW_AFTER = 60_000;',
    caughtBy: 'standing still',
  },
  {
    title: 'a wx.login without an answer is waited for for ever',
    file: 'lib/wx/login.ts',
    find: '  return timeout<string>(\n    ms,',
    replace: '  return timeout<string>(\n    600_000,',
    caughtBy: 'one outcome',
  },
  {
    title: 'the page hears who signed in before the button has said so',
    file: 'lib/login-code/code-flow.ts',
    find: 'void flow((tell) => news.push(tell))',
    replace: 'void flow((tell) => tell())',
    caughtBy: 'one outcome',
  },
  {
    title: 'a wx.login that fails is rejected with nobody to hear it',
    file: 'lib/login-code/login-code.ts',
    find: '      this.failure = failure;\n',
    replace: '      this.failure = failure;\n      void Promise.reject(failure);\n',
    caughtBy: 'nothing thrown',
  },
];
