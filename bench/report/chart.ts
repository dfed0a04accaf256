/** Bars as SVG that reads on white and on black: GitHub shows pictures on either. */
import type { Bar, Chart } from '../part';
import { inLanguage, type ReportLanguage } from './words';

const WIDTH = 720;
/** Of a letter of the labels, at most. */
const LETTER_WIDTH = 7.5;
const VALUE_WIDTH = 130;
const ROW_HEIGHT = 26;
const BAR_HEIGHT = 16;
const TOP = 40;
const BOTTOM = 14;

const STYLE = `
text { font: 13px system-ui, sans-serif; fill: #24292f }
.title { font-weight: 600; font-size: 14px }
.ours { fill: #1f6feb } .peer { fill: #9aa4af }
.spread { stroke: #24292f; stroke-width: 1.5 } .goal { stroke: #1a7f37; stroke-width: 1.5; stroke-dasharray: 4 3 }
.goal-text { fill: #1a7f37; font-size: 11px }
@media (prefers-color-scheme: dark) {
  text { fill: #e6edf3 } .ours { fill: #58a6ff } .peer { fill: #6e7681 } .spread { stroke: #e6edf3 }
  .goal { stroke: #3fb950 } .goal-text { fill: #3fb950 }
}`;

/** One bar a line: its name before it, its value behind it, a thin line over the middle half of the sample, and the goal across all. */
export function barChart({ title, bars, goal }: Chart, language: ReportLanguage): string {
  const most = Math.max(...bars.map(({ value, high }) => Math.max(value, high ?? 0)), goal ?? 0);
  const left = 8 + LETTER_WIDTH * Math.max(0, ...bars.map(({ label }) => label.length));
  const scale = (value: number): number => left + (most === 0 ? 0 : (value / most) * (WIDTH - left - VALUE_WIDTH));
  const height = TOP + bars.length * ROW_HEIGHT + BOTTOM;
  const heading = inLanguage(title, language);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" width="${WIDTH}" height="${height}" role="img">`,
    `<title>${escaped(heading)}</title>`,
    `<style>${STYLE}</style>`,
    `<text class="title" x="0" y="16">${escaped(heading)}</text>`,
    ...bars.map((bar, row) => drawn(bar, TOP + row * ROW_HEIGHT, scale)),
    ...(goal === undefined ? [] : [goalLine(scale(goal), height, goal, language)]),
    '</svg>',
    '',
  ].join('\n');
}

function drawn({ label, value, low, high, text, ours }: Bar, top: number, scale: (value: number) => number): string {
  const middle = top + BAR_HEIGHT / 2;
  const baseline = top + BAR_HEIGHT - 3;
  const left = scale(0);
  const end = scale(Math.max(value, high ?? 0));
  const spread =
    low === undefined || high === undefined
      ? ''
      : `<line class="spread" x1="${round(scale(low))}" x2="${round(scale(high))}" y1="${middle}" y2="${middle}"/>`;
  return [
    `<text x="${round(left - 8)}" y="${baseline}" text-anchor="end">${escaped(label)}</text>`,
    `<rect class="${ours ? 'ours' : 'peer'}" x="${round(left)}" y="${top}" width="${round(scale(value) - left)}" height="${BAR_HEIGHT}" rx="2"/>`,
    spread,
    `<text x="${round(end + 8)}" y="${baseline}">${escaped(text)}</text>`,
  ].join('');
}

function goalLine(x: number, height: number, goal: number, language: ReportLanguage): string {
  const word = language === 'en' ? 'goal' : '目标';
  return (
    `<line class="goal" x1="${round(x)}" x2="${round(x)}" y1="${TOP - 6}" y2="${height - BOTTOM}"/>` +
    `<text class="goal-text" x="${round(x)}" y="${TOP - 9}" text-anchor="middle">${word} ${goal}</text>`
  );
}

const round = (value: number): number => Math.round(value * 10) / 10;
const escaped = (text: string): string => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/`/g, '');
