import { parameterError } from '../api-failure';
import type { Callbacks } from '../bridge';
import type { DeviceParts } from '../parts';
import type { PrivacyHandler } from '../privacy';

/** The four privacy members. None of them supports promises. */
export function privacyApi(parts: DeviceParts): Record<string, unknown> {
  const { bridge, faults, privacy } = parts;
  const isDeclared = (): boolean => privacy.declared === 'all' || privacy.declared.length > 0;
  return {
    getPrivacySetting: (option?: Callbacks<{ needAuthorization: boolean; privacyContractName: string }>) =>
      bridge.call(
        'getPrivacySetting',
        option,
        'callback',
        () => ({ needAuthorization: isDeclared() && !privacy.authorized, privacyContractName: privacy.contractName }),
        faults.take('getPrivacySetting'),
      ),
    requirePrivacyAuthorize: (option?: Callbacks<object>) =>
      bridge.call(
        'requirePrivacyAuthorize',
        option,
        'callback',
        async () => {
          // It stands for any declared privacy API, so it needs at least one.
          const [anyApi = 'requirePrivacyAuthorize'] = privacy.declared === 'all' ? [] : privacy.declared;
          await privacy.require(anyApi, 'requirePrivacyAuthorize');
          return {};
        },
        faults.take('requirePrivacyAuthorize'),
      ),
    openPrivacyContract: (option?: Callbacks<object>) =>
      bridge.call('openPrivacyContract', option, 'callback', () => ({}), faults.take('openPrivacyContract')),
    onNeedPrivacyAuthorization(listener: PrivacyHandler): void {
      if (typeof listener !== 'function') throw new TypeError(parameterError('listener', 'Function', listener).reason);
      privacy.handler = listener;
    },
  };
}
