import { addedWeight } from '../../../tools/size/weight';

const app = (files: Record<string, number>): Map<string, Uint8Array> =>
  new Map(Object.entries(files).map(([path, size]) => [path, new Uint8Array(size)]));

it('counts what an app has more than the empty one, file by file, heaviest first', () => {
  const empty = app({ 'app.js': 10, 'page.js': 5, 'gone.js': 3 });
  expect(addedWeight(app({ 'app.js': 10, 'page.js': 25, 'small.js': 1, 'big.js': 100 }), empty)).toEqual({
    bytes: 118,
    files: [
      { path: 'big.js', bytes: 100 },
      { path: 'page.js', bytes: 20 },
      { path: 'small.js', bytes: 1 },
      { path: 'gone.js', bytes: -3 },
    ],
  });
});

it('finds nothing added to the empty app itself', () => {
  expect(addedWeight(app({ 'app.js': 10 }), app({ 'app.js': 10 }))).toEqual({ bytes: 0, files: [] });
});
