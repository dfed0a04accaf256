import { inTurn, median, quantile, ratioOf, spreadOf } from '../../../bench/statistics';

it('orders numbers as numbers', () => {
  expect(median([10, 9, 100])).toBe(10);
  expect(quantile([10, 9, 100, 2, 1, 3, 4, 5, 6, 7], 0.9)).toBe(100);
  expect(quantile([3], 0.9)).toBe(3);
  expect(() => median([])).toThrow('empty sample');
});

it('tells the middle half of a sample', () => {
  expect(spreadOf([8, 1, 2, 3, 4, 5, 6, 7])).toEqual({ median: 5, low: 3, high: 7 });
});

it('takes ratios within pairs, whatever slowed both down', () => {
  expect(ratioOf([1, 100, 2], [2, 200, 4])).toEqual({ median: 0.5, low: 0.5, high: 0.5 });
});

it('goes forth and back', () => {
  expect([0, 1, 2].map((round) => inTurn(['a', 'b', 'c'], round).join(''))).toEqual(['abc', 'cba', 'abc']);
});
