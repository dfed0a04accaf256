import type { PhoneNumberPayload } from '../../gateway/gateway';
import { ApiFailure } from '../api-failure';
import { behaviourSince } from '../base-library';
import { askCloud } from '../parts';
import type { DeviceParts } from '../parts';
import { askPerson } from '../person/ask-person';
import { faulted } from '../faulted';
import type { NativeButton, PhoneNumberDetail } from './native-button';
import type { OpenTypeAction } from './action';

const ERRNO_NO_QUOTA = 1400001;
const refusal = { deny: 'fail user deny', cancel: 'fail user cancel' };

/** `open-type="getPhoneNumber"` and its realtime sister: privacy, quota, the sheet, then the encrypted number or the token. */
export function getPhoneNumber(api: 'getPhoneNumber' | 'getRealtimePhoneNumber'): OpenTypeAction {
  const name = api === 'getPhoneNumber' ? 'getphonenumber' : 'getrealtimephonenumber';
  return async (parts, button) => {
    const settled = await faulted(api, parts.faults.take(`button.${api}`), () => grant(parts, api));
    if (settled === 'silence') return undefined;
    const { outcome, delay } = settled;
    if (outcome instanceof ApiFailure && outcome.errno === ERRNO_NO_QUOTA) showNoQuota(parts, button);
    const failed = outcome instanceof ApiFailure;
    const detail: PhoneNumberDetail = failed ? parts.bridge.failure(api, outcome) : { errMsg: `${api}:ok`, ...outcome };
    return { event: { name, detail }, delay };
  };
}

async function grant(parts: DeviceParts, api: 'getPhoneNumber' | 'getRealtimePhoneNumber'): Promise<PhoneNumberPayload> {
  const { settings, privacy, supports } = parts;
  const { openid } = settings;
  const realtime = api === 'getRealtimePhoneNumber';
  const tick = await privacy.requireInDialog(api, `button.${api}`);
  const { sealing } = settings;
  const sealedEarly = !realtime && (typeof sealing === 'function' ? sealing() : sealing) === 'open';
  const { masked, ...early } = await askCloud(parts, (cloud) => cloud.openPhoneNumberSheet({ openid, sealed: sealedEarly }));
  await askPerson(parts, { kind: 'phoneNumber', realtime, masked, ...(tick && { privacy: tick }) }, refusal);
  const withCode = supports(behaviourSince.phoneNumberCode);
  const agreed = await askCloud(parts, (cloud) => cloud.getPhoneNumber({ openid, realtime, withCode, sealed: !realtime && !sealedEarly }));
  return { ...agreed, ...early };
}

/** WeChat tells the user itself, unless the button switched that off. */
function showNoQuota({ supports, screen, timeline }: DeviceParts, { phoneNumberNoQuotaToast = true }: NativeButton): void {
  if (supports(behaviourSince.noQuotaToast) && !phoneNumberNoQuotaToast) return;
  const title = '该功能使用次数已达当前小程序上限，暂时无法使用';
  screen.toasts.push({ title, icon: 'none', from: 'wechat' });
  timeline.record('ui.shown', { what: 'toast', title });
}
