/// <reference types="node" preserve="true" />
/**
 * A local Authing server: the protocol of Authing's v2 and v3 APIs over real HTTP on loopback, and in-process.
 *
 * ```ts
 * const server = await createAuthingServer({
 *   apps: [{ appId: 'demo', wechat: { appId: 'wx0123456789abcdef' } }],
 *   exchangeCode: (code) => wechatCloud.code2Session(code),
 * });
 * new AuthenticationClient({ appId: 'demo', host: server.url });
 * …
 * await server.close();
 * ```
 *
 * Nothing it answers is canned: GraphQL is validated and executed against a schema, passwords are decrypted, hashed and checked,
 * tokens are signed JWTs that expire and can be revoked, WeChat codes are exchanged through `exchangeCode`, iv/encryptedData are
 * decrypted with the key that the code yields.
 *
 * - `server.requests`: everything received, decoded: `.last`, `.to('/auth')`, `.to('loginByEmail')`, `.clear()`, `.subscribe(fn)`.
 * - `server.outbox.last(phoneOrEmail).code`: verification codes.
 * - `server.faults`: `.badGateway()`, `.nonsense()`, `.truncated()`, `.slow(ms)`, `.drop()`, `.hang()`, `.error(code)`,
 *   `.exchange(EXCHANGE_FAILURES.badGateway)`, `.tokenNull()`, `.edit()`, each for the next request that fits a
 *   `{ path, operation, method, skip, times }`.
 * - `server.admin`: what an operator does: users, fields, roles, departments, rights, locks, ended sessions.
 * - `server.fetch`: the same without a network; with `listen: false` all work is done in microtasks, so it fits virtual time.
 *
 * What is there: GraphQL at `/graphql/v2` (all that the SDK's AuthenticationClient can ask); REST v2 (WeChat sign-in, upload and `/files`,
 * codes by SMS and email, directories, linked accounts, second factors, QR codes, principals, own account, logout); v3 (sign-in by
 * mobile with the phone button's new code, credentials, profile, identities, devices, events and their WebSocket); OpenID Connect under
 * `/oidc` and `/oauth` (discovery, keys, code with PKCE, refresh, client credentials, introspection, revocation, user info); single
 * sign-on of mobile apps; CAS.
 *
 * Errors travel under HTTP 200 as `{ code, message, data }` (v3: `{ statusCode, apiCode, message, data }`, GraphQL: the same object as
 * the message of the first error), in Chinese or, with `x-authing-lang: en-US`, in English; `errorEnvelope` chooses the form that
 * Authing's error-code reference shows. What WeChat refuses, or a set-up it does not know, has no documented number:
 * `wechat-connection/failure.ts` decides, and `WECHAT_FAILURES` holds other envelopes to prove a client against.
 *
 * Time is read from `Date.now()` whenever it is needed.
 */
export type { AuthingServer } from './create-server';
export { createAuthingServer } from './create-server';
export type { AppOptions, AuthingServerOptions, DirectoryEntry } from './options';
export type { Admin, NewAccount } from './admin';
export type { ServerKeys } from './crypto/keys';
export { createServerKeys } from './crypto/keys';
export type { Fault, Faults, FaultTarget, PlannedFault } from './http/faults';
export type { RecordedRequest, RequestListener, RequestLog } from './http/request-log';
export type { Outbox } from './outbox';
export type { ErrorCode, Lang } from './errors/error-codes';
export { errorMessages as ERROR_MESSAGES } from './errors/error-codes';
export type { User, VerificationCode } from './store/entities';
export type { ExchangeCode, ExchangePhoneCode, WeChatPhone, WeChatRefusal, WeChatSession } from './wechat-connection/exchange-code';
export type { WeChatFailure, WeChatFailureAnswer, WeChatFailureEnvelope } from './wechat-connection/failure';
export { exchangeFailures as EXCHANGE_FAILURES, wechatFailures as WECHAT_FAILURES } from './wechat-connection/failure';
