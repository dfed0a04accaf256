import { AuthingError } from '../errors/authing-error';
import { say } from '../errors/say';

type Words = readonly [zh: string, en: string];

const window: Words = ['小程序没有 window，无法授权：请用 loginByCode()', 'No browser window to authorize in: use loginByCode()'];
const fingerprint: Words = [
  '小程序没有 navigator，不支持此方法：请用 myDevicesList()',
  'No browser to fingerprint; myDevicesList() lists the devices',
];

/** What needs a browser window and so cannot work in a mini program, by class and method: why, and what to use instead. */
export const unsupportedMethods: Readonly<Record<string, Readonly<Record<string, Words>>>> = {
  SocialAuthenticationClient: { authorize: window },
  EnterpriseAuthenticationClient: { authorize: window },
  QrCodeAuthenticationClient: {
    startScanning: [
      '小程序没有 DOM：请用 geneCode()、<image> 和 startPolling()',
      'No DOM to draw in: use geneCode(), an <image> and startPolling()',
    ],
  },
  BrowserFingerprintClient: { getBrowserFingers: fingerprint, getDeviceInfo: fingerprint, createDevice: fingerprint },
};

/** Puts methods that reject at once with reason `unsupported` in the place of those that cannot work. */
export function withdrawUnsupported(classes: Readonly<Record<string, { readonly prototype: object }>>): void {
  Object.keys(unsupportedMethods).forEach((name) => {
    const methods = unsupportedMethods[name]!;
    Object.keys(methods).forEach((method) => {
      (classes[name]!.prototype as Record<string, unknown>)[method] = () =>
        Promise.reject(new AuthingError('unsupported', { stage: 'request', message: say(methods[method]![0], methods[method]![1]) }));
    });
  });
}
