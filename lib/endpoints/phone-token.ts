import type { HoldNews } from '../agreement';
import type { KernelClient } from '../client/kernel-client';
import type { LoginCode, PhoneToken } from '../codes';
import { AuthingError } from '../errors/authing-error';
import { say } from '../errors/say';
import { afterNoAnswer, tryAgain } from '../login-code/try-again';
import { claimsOf, userIdOf } from '../session/token-claims';
import type { User } from '../session/user';
import { refused } from '../wx/refusal';
import { numberIn, phoneNumber } from './phone';
import type { PhoneNumber } from './phone';
import { invalid, isAuthingCode, postWeChatCode } from './post';
import { keepSignIn } from './sign-in';
import { getProfile, signedInBy } from './v3';
import type { SignedIn } from './v3';

/*
 * Authing's v3 API, the only one that knows WeChat's phone tokens. It needs no session key: WeChat's server opens the token.
 */

/** `openid`: v3 wants it in every sign-in. `phone`: the id_token knows the number. `offline_access`: brings the refresh token. */
const SCOPE = 'openid profile email phone offline_access';

/**
 * Signs in with a phone token. A number that Authing knows signs in to that account and binds it to this WeChat user; an unknown one is
 * bound to this WeChat user's account. `code` may come from any wx.login, also from one after the tap.
 * @throws AuthingError reason `session_key`: one of the two was used or is too old; `not_configured`: no `extIdpConnIdentifier`
 */
export function loginByPhoneToken(client: KernelClient, phoneToken: PhoneToken, code: LoginCode, hold?: HoldNews): Promise<User> {
  if (!phoneToken || !code) return invalid('e.detail.code + wx.login() → code');
  const data = {
    connection: 'wechat_mini_program_code_and_phone',
    wechatMiniProgramCodeAndPhonePayload: { wxLoginInfo: { encryptedData: '', iv: '', code }, wxPhoneInfo: { code: phoneToken } },
    options: { scope: SCOPE },
  };
  return postToConnection(client, 'signin-by-mobile', data, signedInBy).then((signedIn) =>
    profile(client, signedIn).then((user) => keepSignIn(client, user, hold, signedIn.oidc)),
  );
}

/**
 * The number behind a phone token; registers and binds nothing, and needs no wx.login.
 * @throws AuthingError reason `session_key`: it was used or is too old; `not_configured`: no `extIdpConnIdentifier`
 */
export function getPhoneByToken(client: KernelClient, phoneToken: PhoneToken): Promise<PhoneNumber> {
  if (!phoneToken) return invalid('e.detail.code');
  return postToConnection(client, 'get-wechat-miniprogram-phone', { code: phoneToken }, (answer) =>
    phoneNumber((answer as { phone_info?: unknown } | null)?.phone_info || answer),
  );
}

/** What is said where the option is missing, before the tap where that can be known. */
export function withoutConnection(): AuthingError {
  return new AuthingError('not_configured', {
    stage: 'configure',
    message: say(
      "缺少 extIdpConnIdentifier（Authing 控制台中小程序身份源的唯一标识）：App({ authing: { appId, extIdpConnIdentifier: '…' } })",
      "No extIdpConnIdentifier, the identifier of the mini-program identity source in Authing's console: App({ authing: { appId, extIdpConnIdentifier: '…' } })",
    ),
  });
}

/**
 * How Authing says that it has no such connection, or that it is not set up, is not documented: where it gives none of its own numbers and
 * no other try could help, the message names the option, and the words that came go with it.
 */
function postToConnection<Answer>(
  client: KernelClient,
  endpoint: string,
  data: object,
  read: (answer: unknown) => Answer,
): Promise<Answer> {
  // Really spelled like this.
  const { extIdpConnIdentifier: extIdpConnidentifier } = client.options;
  if (!extIdpConnidentifier) return Promise.reject(withoutConnection());
  return postWeChatCode(client, `/api/v3/${endpoint}`, { extIdpConnidentifier, ...data }, read).catch((error: AuthingError) => {
    if (error.retryable || error.reason === 'blocked' || isAuthingCode(error.code)) throw error;
    // It refuses the next number, too, which is not to be paid for in vain.
    refused().connection = extIdpConnidentifier;
    const message = `${say('请检查 extIdpConnIdentifier：', 'Check extIdpConnIdentifier: ')}${error.message}`;
    throw new AuthingError(error.reason, { ...error, message, cause: error });
  });
}

/**
 * Who has signed in. They have, and WeChat has charged for it, so nothing that happens here undoes it: where no profile can be had, what
 * the id_token says has to do.
 */
function profile(client: KernelClient, signedIn: SignedIn): Promise<User> {
  const { token, oidc } = signedIn;
  const claims = claimsOf(token);
  const id = userIdOf(claims) || userIdOf(claimsOf(oidc.accessToken));
  return tryAgain(() => getProfile(client, signedIn), afterNoAnswer, client.options.timeout)
    .then((user) => {
      // Nobody's tokens are kept beside somebody else's profile.
      if (id && user.id !== id) throw new AuthingError('server', { stage: 'request' });
      return user;
    })
    .catch((error: unknown) => {
      if (!id) throw error;
      const { phone_number: number } = claims;
      if (typeof number !== 'string' || !number) return { id, token } as User;
      const { purePhoneNumber: phone, countryCode: phoneCountryCode } = numberIn({ phoneNumber: number });
      return { id, token, phone: phoneCountryCode ? phone : number, phoneCountryCode: phoneCountryCode || null } as User;
    });
}
