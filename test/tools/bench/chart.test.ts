import { JSDOM } from 'jsdom';
import type { Chart } from '../../../bench/part';
import { barChart } from '../../../bench/report/chart';

const chart: Chart = {
  name: 'x',
  title: { en: 'A < B', zh: '甲 < 乙' },
  goal: 0.5,
  bars: [
    { label: 'ours', value: 1, low: 0.9, high: 1, text: '1.00', ours: true },
    { label: '`theirs`', value: 2, text: '2.00', ours: false },
  ],
};

const drawn = (language: 'en' | 'zh'): Document =>
  new new JSDOM('').window.DOMParser().parseFromString(barChart(chart, language), 'image/svg+xml');
const number = (element: Element | null, name: string): number => Number(element?.getAttribute(name));

it('is well-formed, and says what it shows in its language', () => {
  expect(drawn('en').querySelector('parsererror')).toBeNull();
  expect(drawn('en').querySelector('title')?.textContent).toBe('A < B');
  expect(drawn('zh').querySelector('title')?.textContent).toBe('甲 < 乙');
});

it('draws bars as long as their values, with the middle half of the sample inside', () => {
  const svg = drawn('en');
  const [ours, theirs] = [svg.querySelector('rect.ours'), svg.querySelector('rect.peer')];
  expect(number(theirs, 'width')).toBeCloseTo(2 * number(ours, 'width'), 0);
  const spread = svg.querySelector('.spread');
  expect(number(spread, 'x2')).toBeCloseTo(number(ours, 'x') + number(ours, 'width'), 0);
  expect(number(spread, 'x1')).toBeLessThan(number(spread, 'x2'));
});

it('draws the goal where a bar of that value would end', () => {
  const svg = drawn('en');
  const ours = svg.querySelector('rect.ours');
  expect(number(svg.querySelector('.goal'), 'x1')).toBeCloseTo(number(ours, 'x') + number(ours, 'width') / 2, 0);
});

it('has colours for a dark page too', () => {
  expect(barChart(chart, 'en')).toContain('@media (prefers-color-scheme: dark)');
});

it('keeps within its picture', () => {
  const svg = drawn('en');
  const width = number(svg.documentElement, 'width');
  [...svg.querySelectorAll('rect')].forEach((bar) => expect(number(bar, 'x') + number(bar, 'width')).toBeLessThan(width - 50));
});

it('gives long names room', () => {
  const long = { ...chart, bars: [{ label: 'x'.repeat(45), value: 1, text: '1', ours: true }] };
  const svg = new new JSDOM('').window.DOMParser().parseFromString(barChart(long, 'en'), 'image/svg+xml');
  expect(number(svg.querySelector('text[text-anchor="end"]'), 'x')).toBeGreaterThanOrEqual(45 * 7);
});
