import { sdkVersion } from './sdk-source';

/**
 * What the SDK imports and a phone cannot use, by design: each module here is left out and stands for nothing, except for
 * the source given. Ours take their place through the SDK's own injection points (see `lib/sdk/authentication-client.ts`).
 */
export const replacedModules: Readonly<Record<string, string>> = {
  // Transport and session: `lib/http` and `lib/session` are injected.
  axios: '',
  'lib/common/GraphqlClient': 'export const GraphqlClient = undefined;',
  // The SDK constructs NaiveHttpClient itself; the constructor of our client puts its own in place of it.
  'lib/common/HttpClient': 'export const HttpClient = undefined; export class NaiveHttpClient {}',
  'lib/authentication/AuthenticationTokenProvider': 'export const AuthenticationTokenProvider = undefined;',
  // The SDK reads `domain` with the URL class, and leaves the slash at the end of `host`.
  'lib/authentication/BaseAuthenticationClient': `import { appHostOf } from 'lib/http/options';
    export class BaseAuthenticationClient {
      constructor(options) { this.options = options; }
      get appHost() { return appHostOf(this.options); }
    }`,
  // Cryptography: `lib/sdk/crypto`.
  'crypto-js': 'export default undefined;',
  'crypto-js/sha256': 'export default undefined;',
  'lib/jsencrypt/jsencrypt': 'export const JSEncrypt = undefined;',
  'lib/sm-crypto/sm2/index': 'export const doEncrypt = undefined;',
  'jwt-decode': 'export default undefined;',
  // Browser fingerprint.
  '@fingerprintjs/fingerprintjs': 'export default undefined;',
  'lib/browserInfo': ['handleFingerprint', 'BrowserInfoFun', 'getBrowserInfo', 'getWebGLValues']
    .map((name) => `export const ${name} = undefined;`)
    .join(' '),
  // The SDK's own constant was not kept up to date with its package.
  'lib/version': `export const SDK_VERSION = ${JSON.stringify(sdkVersion)};`,
};

/** Functions of the SDK's `utils` in place of which the SDK's methods call ours, and where those are. */
export const replacedFunctions: Readonly<Record<string, string>> = {
  convertUdvToKeyValuePair: "export { udfValues as convertUdvToKeyValuePair } from 'lib/sdk/udf-values';",
};

/** Functions of the SDK's `utils` that need a browser, or that ours replace: nothing that ships may call them. */
export const removedFunctions: readonly string[] = [
  'encrypt',
  'popupCenter',
  'createCssClassStyleSheet',
  'isWechatBrowser',
  'isLarkBrowser',
  'isMobileBrowser',
  'generateUidKey',
  'generateRandomString',
  'xhrUpload',
  'uploadFile',
  'createFingerprint',
];
