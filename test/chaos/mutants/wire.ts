import type { Mutant } from './mutant';

/** What could go wrong on the way to Authing, and with its answers. */
export const wireMutants: readonly Mutant[] = [
  {
    title: 'a request without an answer is waited for for ever',
    file: 'lib/wx/request.ts',
    find: '(request.timeout + GRACE, ',
    replace: '(request.timeout + 600_000, ',
    caughtBy: 'one outcome',
  },
  {
    title: 'whatever the server answers signs somebody in',
    file: 'lib/endpoints/sign-in.ts',
    find: "if (!user || !isToken(user.token)) throw new AuthingError('server', { stage: 'request' });\n  return user;",
    replace: "return { ...user, id: user ? user.id : 'x', token: (answer as User).token } as User;",
    caughtBy: 'right user',
  },
  {
    title: 'a refused code is no reason to try again',
    file: 'lib/endpoints/post.ts',
    find: 'const refused = refusedCodes.indexOf(errcode) >= 0;',
    replace: 'const refused = refusedCodes.indexOf(errcode) > 99;',
    caughtBy: 'refusal is retryable',
  },
  {
    title: 'the token goes to a second host as well',
    file: 'lib/http/graphql-client.ts',
    find: '    return reporting(this.options, () =>\n      (this.options.exchange || wxRequest)({\n',
    replace:
      "    const header = { authorization: token || '' };\n" +
      "    wxRequest({ url: 'https://statistics.example/', method: 'POST', header, timeout: 1000 }).catch(() => undefined);\n" +
      '    return reporting(this.options, () =>\n      (this.options.exchange || wxRequest)({\n',
    caughtBy: 'token at home',
  },
  {
    title: 'onError hears of every failure twice',
    file: 'lib/http/report.ts',
    find: 'if (onError) onError(error.code, error.message, error.data);',
    replace: 'if (onError) [1, 2].forEach(() => onError(error.code, error.message, error.data));',
    caughtBy: 'onError once',
  },
  {
    title: 'the new token is logged',
    file: 'lib/session/session.ts',
    find: 'start(token: string, user: User | null, given?: OidcTokens): void {\n',
    replace: "start(token: string, user: User | null, given?: OidcTokens): void {\n    console.log('signed in', token);\n",
    caughtBy: 'no secrets told',
  },
  {
    title: 'whatever the server fails with is taken for a refused code',
    file: 'lib/endpoints/post.ts',
    find: "if (transientCodes.indexOf(errcode) >= 0) return is('server', true);",
    replace: "if (transientCodes.indexOf(errcode) >= 0) return new AuthingError('session_key', init);",
    caughtBy: 'session_key is true',
  },
];
