import type { KernelClient } from '../client/kernel-client';
import { sendSmsCode } from '../endpoints/own-account';
import { isSamePerson } from '../session/user';
import { countDown } from '../timers';
import { work } from './work';
import type { WorkingPanel } from './work';

/*
 * A code by text message, in a panel: asked for, and when another may be.
 */

/** s between two codes to one number. */
const CODE_EVERY = 60;

/** Sends a code to the number in the field, and counts down until another may be sent: a tap until then is the same tap. */
export function sendCode(panel: WorkingPanel, send: (client: KernelClient, number: string) => Promise<unknown> = sendSmsCode): void {
  const { data, who = {} } = panel;
  if (data.seconds) return;
  work(
    panel,
    (client) => send(client, data.number),
    () => {
      // Nobody waits for what somebody else has asked for.
      if (isSamePerson(who, panel.who || {})) count(panel, Date.now() + CODE_EVERY * 1000);
    },
  );
}

/** Somebody else's number may be sent one at once. */
export function stopCount(panel: WorkingPanel): void {
  if (panel.stopCounting) panel.stopCounting();
  panel.stopCounting = undefined;
  if (panel.data.seconds) panel.setData({ seconds: 0 });
}

/** By the phone's clock, since WeChat stops timers in the background; a clock that was set back ends it. */
function count(panel: WorkingPanel, until: number): void {
  const left = Math.ceil((until - Date.now()) / 1000);
  const seconds = left > 0 && left <= CODE_EVERY ? left : 0;
  panel.setData({ seconds });
  panel.stopCounting = seconds ? countDown(1000, () => count(panel, until)) : undefined;
}
