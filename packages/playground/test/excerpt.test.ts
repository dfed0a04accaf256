import { excerpt } from '../src/compile/problems';

it('shows the lines around a place, with a mark under it', () => {
  expect(excerpt('one\ntwo\nthree\nfour\nfive', 3, 2)).toBe('  1 | one\n  2 | two\n> 3 | three\n    |  ^\n  4 | four');
});

it('shows the part of a long line that matters, as minifiers write them', () => {
  const [line = '', mark = ''] = excerpt(`${'a'.repeat(50_000)}X${'b'.repeat(50_000)}`, 1, 50_001).split('\n');
  expect(line.length).toBeLessThan(200);
  expect(line[mark.indexOf('^')]).toBe('X');
});
