import { median, quantile } from '../../../bench/mount';

it('orders numbers as numbers', () => {
  expect(median([10, 9, 100])).toBe(10);
  expect(quantile([10, 9, 100, 2, 1, 3, 4, 5, 6, 7], 0.9)).toBe(100);
  expect(quantile([3], 0.9)).toBe(3);
  expect(() => median([])).toThrow('empty sample');
});
