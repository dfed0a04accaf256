import { combinationWorks, openTypeSince } from '../base-library';
import { drawDelay } from '../latency';
import { refused } from '../privacy';
import { NotModelledError } from '../strict-object';
import type { DeviceParts } from '../parts';
import { chooseAvatar } from './choose-avatar';
import type { NativeButton, NativeButtonEvent, Press } from './native-button';
import { getPhoneNumber } from './phone-number';
import { getUserInfo } from './user-info';
import type { DueEvent, OpenTypeAction } from './action';

const AGREE = 'agreePrivacyAuthorization';

/** The tap itself is the consent. */
const agreePrivacy: OpenTypeAction = async ({ privacy }, { id }) => {
  privacy.agreeButtonTapped(id);
  return { event: { name: 'agreeprivacyauthorization', detail: { errMsg: `${AGREE}:ok` } }, delay: 0 };
};

const actions: Record<string, OpenTypeAction> = {
  getPhoneNumber: getPhoneNumber('getPhoneNumber'),
  getRealtimePhoneNumber: getPhoneNumber('getRealtimePhoneNumber'),
  getUserInfo,
  chooseAvatar,
  [AGREE]: agreePrivacy,
};

/** Open-types of WeChat that have nothing to do with signing in. */
const elsewhere = new Set(['contact', 'share', 'launchApp', 'openSetting', 'feedback', 'liveActivity']);

/** The documented combinations: chooseAvatar is not among them. */
const combinable = new Set(['getPhoneNumber', 'getRealtimePhoneNumber', 'getUserInfo']);

/** What a tap on a native button sets in motion. */
export function pressButton(parts: DeviceParts, button: NativeButton, dispatch: (event: NativeButtonEvent) => void): Press {
  parts.lastGesture = Date.now();
  const { timeline } = parts;
  timeline.record('button.pressed', { openType: button.openType, id: button.id });
  const plan = planOf(parts, button);
  if ('ignored' in plan) {
    timeline.record('button.ignored', { openType: button.openType, why: plan.ignored });
    return { settled: Promise.resolve([]) };
  }
  const [openType = ''] = button.openType.split('|');
  // As it is at the tap: an open-type that is emptied meanwhile changes nothing.
  const pressed = { ...button };
  let travelled = false;
  const settled = new Promise<readonly NativeButtonEvent[]>((resolve) => {
    parts.bridge.arrive(`button.${openType}`, () => {
      if (travelled) timeline.record('button.arrived', { openType: pressed.openType });
      resolve(run(parts, pressed, plan.actions, dispatch));
    });
  });
  travelled = true;
  return { settled };
}

function planOf(parts: DeviceParts, button: NativeButton): { actions: OpenTypeAction[] } | { ignored: string } {
  const { openType, disabled, id, bindings } = button;
  if (disabled) return { ignored: 'disabled' };
  if (openType === '') return { ignored: 'no open-type' };
  const [first = '', second, ...rest] = openType.split('|');
  for (const name of [first, ...(second === undefined ? [] : [second])]) {
    if (elsewhere.has(name)) throw new NotModelledError(`<button open-type="${name}">`);
    const since = openTypeSince[name];
    if (since === undefined || !parts.supports(since)) return { ignored: `this base library knows no open-type ${name}` };
  }
  const action = actions[first];
  if (action === undefined) return { ignored: `no open-type ${first}` };
  if (second === undefined) return { actions: [action] };
  if (second !== AGREE || rest.length > 0 || !combinable.has(first)) return { ignored: 'no documented combination' };
  if (id === undefined || id === '') return { ignored: 'a combination needs an id on the native button' };
  const needed = [first.toLowerCase(), AGREE.toLowerCase()];
  const unbound = bindings === undefined ? [] : needed.filter((name) => !bindings.includes(name));
  if (unbound.length > 0) return { ignored: `a combination needs both events bound; missing: ${unbound.join(', ')}` };
  if (!combinationWorks(parts.settings.baseLibrary)) return { actions: [withoutConsent(first, action)] };
  return { actions: [agreePrivacy, action] };
}

/** A combination that the base library knows and fails: no consent is taken, so that who has not agreed before is turned down. */
const withoutConsent =
  (openType: string, action: OpenTypeAction): OpenTypeAction =>
  async (parts, button) => {
    if (parts.privacy.authorized) return action(parts, button);
    const detail = parts.bridge.failure(openType, refused());
    // One of the three events with an `errMsg`, by its open-type.
    return { event: { name: openType.toLowerCase(), detail } as NativeButtonEvent, delay: 0 };
  };

async function run(
  parts: DeviceParts,
  button: NativeButton,
  steps: readonly OpenTypeAction[],
  dispatch: (event: NativeButtonEvent) => void,
): Promise<readonly NativeButtonEvent[]> {
  const fired: NativeButtonEvent[] = [];
  for (const step of steps) {
    const due = await step(parts, button);
    if (due === undefined) return new Promise<never>(() => undefined);
    if (await fire(parts, button, due, dispatch)) fired.push(due.event);
  }
  return fired;
}

/** Fires on a later turn, if the button is still there. */
function fire(
  { timeline, life, settings }: DeviceParts,
  button: NativeButton,
  { event, delay }: DueEvent,
  dispatch: (event: NativeButtonEvent) => void,
): Promise<boolean> {
  return new Promise((resolve) => {
    setTimeout(
      () => {
        const arrives = life.alive && (button.mounted?.() ?? true);
        if (arrives)
          timeline.record('button.event', { name: event.name, errMsg: 'errMsg' in event.detail ? event.detail.errMsg : undefined });
        else timeline.record('button.event-lost', { name: event.name });
        // Resolved first: a handler that throws must not leave the press hanging.
        resolve(arrives);
        if (arrives) dispatch(event);
      },
      delay + drawDelay(settings.latency.bridge, `button.${button.openType.split('|')[0] ?? ''}`),
    );
  });
}
