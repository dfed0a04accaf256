/** What a journey said, for people and for programs. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { JourneyReport, StepReport } from './journey';

/** One line for each step; what really happened in a line each below it. */
export function linesOf({ ok, title, details, failure, duration }: StepReport): string[] {
  return [
    `${ok ? '✓' : '✗'} ${title} (${(duration / 1000).toFixed(1)} s)`,
    ...details.map((line) => `    ${line}`),
    ...(failure === undefined ? [] : failure.split('\n').map((line) => `    ! ${line}`)),
  ];
}

/** Writes the transcript, as Markdown and as JSON. */
export function writeTranscript(dir: string, journeys: readonly JourneyReport[]): void {
  mkdirSync(dir, { recursive: true });
  writeFileSync(join(dir, 'transcript.json'), `${JSON.stringify(journeys, null, 2)}\n`);
  writeFileSync(join(dir, 'transcript.md'), `# The journey\n\n${journeys.map(chapter).join('\n')}`);
}

function chapter({ language, steps, ok }: JourneyReport): string {
  const title = `## ${language === 'en' ? 'In English' : 'In Chinese'}: ${ok ? 'every step held' : 'FAILED'}\n\n`;
  return title + steps.map((step, index) => `${index + 1}. **${step.title}** ${step.ok ? '✓' : '✗'}\n${bulletsOf(step)}`).join('\n');
}

function bulletsOf({ details, failure, pictures }: StepReport): string {
  const said = [...details, ...(failure === undefined ? [] : [`**${failure}**`])]
    .map((line) => `   - ${line.replace(/</g, '&lt;')}\n`)
    .join('');
  return `${said}${pictures.map((file) => `   - [${file}](${file})\n`).join('')}`;
}
