import { invariants } from '../invariants/index';
import type { Catch } from '../mutants/hunt';
import type { ChaosResult } from './chaos';
import { sample } from './sample';
import { figureTable } from './table';

export interface DocumentedRun {
  result: ChaosResult;
  seed: number;
  catches: readonly Catch[];
  /** ms that the hunt for the hand-made faults took. */
  huntTook: number;
}

const number = (value: number): string => value.toLocaleString('en-US');
const tableOf = (header: readonly string[], rows: readonly (readonly string[])[]): string =>
  [header, header.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');

/** docs/chaos.md. */
export function chaosDocument({ result: { runs, took, processes, ours, theirs }, seed, catches, huntTook }: DocumentedRun): string {
  const rate = runs / (took / 1000);
  const minutes = Math.round(took / 60_000);
  const sampleTakes = Math.round(sample.runs / rate);
  const [header = [], ...rows] = figureTable(ours, theirs).map((cells) => cells.map((cell) => cell.trim()));
  return `<!-- Written by \`npm run chaos -- --runs ${runs} --seed ${seed} --faults --write\`. Do not edit. -->
# What a phone can do to a sign-in

\`npm run chaos -- --runs N --seed S\` makes up stories: pages with components, taps and double taps, sheets that are answered late
or never, refusals, pages that are left, the app in the background, restarts, a host app that calls \`wx.login\` by itself, session
keys renewed in every way WeChat has, codes that expire, lost, slow, cut off and senseless answers, servers that fail, a Storage that
does, clocks that jump. The built components live through each, in virtual time, on the [models of WeChat and Authing](testing.md)
that this package is tested with; so does the flow that \`authing-wxapp-sdk\` documents. A story in which a promise is broken is
shrunk to the few steps that matter, and printed with its seed.

**${number(runs)} stories, seed ${seed}: no promise was broken.**
${number(Math.round(rate))} stories a second in ${processes} processes on the machine that wrote this,
${minutes} minutes in all; the sample of ${number(sample.runs)} that \`npm test\` runs takes ${sampleTakes} seconds at that rate.

## How taps end

On the same stories, here and with \`authing-wxapp-sdk\`; taps on sign-in buttons to which the user says yes.

- *First tap succeeds*: of the stories' first taps. Where nothing goes wrong, nothing came in between either.
- *Busy*: another sign-in was running.
- *Hanging*: nothing, a minute later; also where WeChat froze the app in the background and it was ended there.
- *Retryable*: an error says what happened, and that the same tap can succeed. The predecessor never says so: any words count.
- *Final*: an error says what happened. *Wrong*: an error without any words, or a success without a user.

${tableOf(['', ...header.slice(1)], rows)}

## Promises

Each is checked on every story.

${tableOf(['promise', ''], invariants.map(({ name, promise }) => [name, promise]))}

## Faults put in by hand

What shows that the checks bite: each fault was put into a copy of the build, and the stories ran until the promise named here said so.
All ${catches.length} were found, in ${Math.round(huntTook / 1000)} seconds; \`npm test\` does it again.
Faults put in by a machine: [mutation testing](mutation.md).

${tableOf(['fault', 'found by', 'after stories'], catches.map(({ title, caughtBy, runs: found }) => [title, caughtBy, number(found ?? 0)]))}
`;
}
