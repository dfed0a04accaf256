import { behaviourSince } from '../base-library';
import { drawDelay, wait } from '../latency';
import type { DeviceParts } from '../parts';
import { platformFacts } from '../platform';
import type { NativeInput, NativeInputEvent, Nicknames, Writing } from './native-input';

const DEFAULT_MAXLENGTH = 140;
/** dp; of a middle-sized phone. */
const KEYBOARD_HEIGHT = 336;
/** ms. Assumed: WeChat says that there is a time-out, not how long it is. */
const REVIEW_TIMEOUT_MS = 5000;

/**
 * A person writes in an input: focus, the text, and on to something else, which takes the focus away. Without consent to the privacy guide,
 * and on a computer, `type="nickname"` is an ordinary text input, which offers no WeChat nickname and checks nothing; it never asks for
 * consent by itself.
 * @param text undefined: the person picks the WeChat nickname above the keyboard, where there is one
 */
export function writeIn(
  parts: DeviceParts,
  input: NativeInput,
  text: string | undefined,
  dispatch: (event: NativeInputEvent) => void,
): Writing {
  parts.lastGesture = Date.now();
  const { type, value: before = '', maxlength = DEFAULT_MAXLENGTH } = input;
  const nicknames = createNicknames(parts);
  const name = type === 'nickname' ? nicknames.offered : undefined;
  const whole = text ?? (name || before);
  const written = maxlength < 0 ? whole : whole.slice(0, maxlength);
  let value = before;
  const fired: NativeInputEvent[] = [];
  const fire = (event: NativeInputEvent): Promise<void> =>
    arrived(parts).then(() => {
      if (!parts.life.alive || input.mounted?.() === false) return;
      fired.push(event);
      parts.timeline.record('input.event', { name: event.name });
      dispatch(event);
    });

  const write = async (): Promise<readonly NativeInputEvent[]> => {
    if (input.disabled) return fired;
    const here = { value: before, cursor: before.length };
    await fire({ name: 'focus', detail: { value: here.value, height: KEYBOARD_HEIGHT } });
    if (written !== before) {
      value = written;
      await fire({ name: 'input', detail: { value, cursor: value.length } });
    }
    await fire({ name: 'blur', detail: { value, cursor: value.length } });
    if (name === undefined) return fired;
    const { text: left, event } = await nicknames.review(value);
    value = left;
    if (event !== undefined) await fire({ name: 'nicknamereview', detail: event });
    return fired;
  };
  return {
    get value() {
      return value;
    },
    settled: write(),
  };
}

const arrived = ({ settings }: DeviceParts): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, drawDelay(settings.latency.bridge, 'input'));
  });

/** What WeChat does for nickname inputs: all that a renderer has to ask. */
export function createNicknames(parts: DeviceParts): Nicknames {
  const { supports, privacy, settings, screen } = parts;
  return {
    get offered() {
      if (!supports(behaviourSince.nicknameInput) || platformFacts(settings.platform).plainNicknames) return undefined;
      // One entry of the console stands for avatar and nickname.
      const declared = privacy.declared === 'all' || privacy.declared.includes('chooseAvatar');
      const allowed = declared && (privacy.authorized || !supports(behaviourSince.privacy));
      return allowed ? settings.nickname : undefined;
    },
    async review(text) {
      if (text === '' || !supports(behaviourSince.nicknameReview)) return { text };
      const outcome = await checked(parts);
      // Seen: WeChat says it itself. The words are assumed.
      if (outcome === 'failed') screen.toasts.push({ title: '无法使用该昵称', icon: 'none', from: 'wechat' });
      const left = outcome === 'failed' ? '' : text;
      if (!supports(behaviourSince.nicknameReviewEvent)) return { text: left };
      // That a time-out counts as not passed is assumed; the text stays then.
      return { text: left, event: { pass: outcome === 'passed', timeout: outcome === 'timeout' } };
    },
  };
}

async function checked({ faults, network, settings }: DeviceParts): Promise<'passed' | 'failed' | 'timeout'> {
  const fault = faults.take('input.nickname');
  if (fault?.kind === 'review-timeout' || !network.isConnected) {
    await wait(REVIEW_TIMEOUT_MS);
    return 'timeout';
  }
  await wait((fault?.kind === 'slow' ? fault.ms : 0) + drawDelay(settings.latency.cloud, ''));
  return fault?.kind === 'review-failed' ? 'failed' : 'passed';
}
