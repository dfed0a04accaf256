import { invariants } from '../invariants';
import type { Detection } from '../mutants/detect';
import { sample } from '../schedule/schedule';
import { allCores } from '../search/pool';
import type { SearchResult } from '../search/search-schedules';
import { shareTable } from './shares';
import { figureTable } from './table';

export interface Documented {
  result: SearchResult;
  seed: number;
  detections: readonly Detection[];
  /** ms until all mutants were found */
  detectionTook: number;
}

const number = (value: number): string => value.toLocaleString('en-US');
const tableOf = (header: readonly string[], rows: readonly (readonly string[])[]): string =>
  [header, header.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');

/** docs/chaos.md. */
export function chaosDocument({ result, seed, detections, detectionTook }: Documented): string {
  const { schedules, took, ours, theirs, shares } = result;
  const rate = schedules / (took / 1000);
  const minutes = Math.round(took / 60_000);
  const [header = [], ...rows] = figureTable(ours, theirs).map((cells) => cells.map((cell) => cell.trim()));
  const [shareHeader = [], ...shareRows] = shareTable(shares.ours, shares.theirs);
  return `<!-- Written by \`npm run chaos -- --runs ${schedules} --seed ${seed} --mutants --write\`. Do not edit. -->
# What a phone can do to a sign-in

\`npm run chaos -- --runs N --seed S\` draws N schedules: pages with components, taps and double taps, with touchstart or without,
seconds after the page has come or a quarter of an hour; sheets that are answered at once, after 100 s, or never; refusals, pages that
are left; names, numbers and codes that are typed, WeChat's review of them; consent to the app's own terms, given, declined or left open;
both panels, tapped through to the end; pages in place of one another, buttons that are taken out and put back, handlers that throw; the app in the background,
restarts, an app around it that calls \`wx.login\` or signs somebody in by itself; two copies of the package, which share the app object,
\`wx\`, or both. Each call takes up to 600 ms to arrive at WeChat and as long to come back, in any order; data is sealed when the sheet
opens or when the person agrees; session keys are renewed in every way WeChat has; an event's \`dataset\` is the view's or the logic
layer's. Codes expire, answers are lost, slow, cut off, senseless or of odd shape, servers fail, so does Storage, clocks jump.
The built components live through each, in virtual time, on the [models of WeChat and Authing](../packages/emulator/README.md)
that this package is tested with; so does the flow that \`authing-wxapp-sdk\` documents. A schedule on which an invariant is broken is
shrunk to the few steps that matter, and printed with its seed.

**${number(schedules)} schedules, seed ${seed}: no invariant was broken.**
${number(Math.round(rate))} schedules a second in ${allCores} processes on the machine that wrote this,
${minutes} minutes in all; \`npm test\` runs ${number(sample.schedules)} of them, without the predecessor.

## How taps end

On the same schedules, here and with \`authing-wxapp-sdk\`; taps on sign-in buttons to which the user says yes.

- *First tap succeeds*: of the schedules' first taps. Where nothing goes wrong, nothing came in between either.
- *Busy*: another sign-in was running.
- *Hanging*: nothing, a minute later; also where WeChat froze the app in the background and it was ended there.
- *Retryable*: an error says what happened, and that the same tap can succeed. The predecessor never says so: any words count.
- *Final*: an error says what happened. *Wrong*: an error without any words, or a success without a user.

${tableOf(['', ...header.slice(1)], rows)}

## Bad days

Days on which anything goes wrong: the share of taps that end signed in (avatar: with the picture kept), of those to which WeChat had
got the person's yes and handed over what it hands over; on an avatar-picker, while somebody was signed in.

*At best* is what any library could have reached on the same taps: those that succeeded here, and those that failed without one of these
reasons, which are read from what happened, not from the error. No appId. Another sign-in was running. The app was left, or configured
anew, in between. Storage failed. Authing or WeChat refused for good: its own number, or a 4xx. Where no data goes with the code, and for
the picture: too little of the time-out (10 s) was left for another try, given what a call takes on that day and half of the time-out for
a request without an answer. Where data goes with it, which is sent once, with a code that was there before it: that one request failed
(a connection that was away and came back within 5 s is no excuse); the page had come less than two seconds before, or a code was just on
its way; \`wx.login\` had failed, or the network was away, in the twelve seconds before; somebody else had renewed the session key; the
phone's clock had jumped. The predecessor's \`userinfo\` sends \`rawData\` alone, which nobody decrypts and
anybody can write: no key can fail to fit it.

${tableOf(shareHeader, shareRows)}

## Invariants

Each is checked on every schedule; the five about sessions not where a phone token signed in: v3 answers in two requests, and they know of one.

${tableOf(
  ['invariant', ''],
  invariants.map(({ name, statement }) => [name, statement]),
)}

## Mutants

What shows that the checks bite: copies of the source with one fault each, put in by hand. Schedules ran against each until the invariant
named here was broken. All ${detections.length} were found, in ${Math.round(detectionTook / 1000)} seconds; \`npm test\` does it again.
Mutants made by a machine: \`npm run mutation\`.

${tableOf(
  ['mutant', 'found by', 'after schedules'],
  detections.map(({ title, caughtBy, schedules: found }) => [title, caughtBy, number(found ?? 0)]),
)}
`;
}
