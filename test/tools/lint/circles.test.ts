import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { circlesIn } from '../../../tools/lint/circles';
import { filesIn } from '../../../tools/lint/files';

const root = join(__dirname, '../../..');

it.each([
  ['values', { 'a.ts': "import { b } from './b';", 'b.ts': "import { a } from './a';" }, ['a.ts > b.ts > a.ts']],
  ['types', { 'a.ts': "import type { B } from './b';", 'b.ts': "import { a, type A } from './a';" }, ['a.ts > b.ts > a.ts']],
  [
    'folders, re-exports and lazy requires',
    { 'index.ts': "export * from './x/y';", 'x/y.ts': "const z = () => require('./z');", 'x/z.ts': "type I = typeof import('..');" },
    ['index.ts > x/y.ts > x/z.ts > index.ts'],
  ],
  ['no circle', { 'a.ts': "import './b'; import './c'; import 'd';", 'b.ts': "import './c';", 'c.ts': '', 'd.ts': "import './a';" }, []],
])('circles through %s', (_, files, expected) => {
  expect(circlesIn(new Map(Object.entries(files)))).toEqual(expected);
});

it('no file imports itself by way of others, in any folder', () => {
  const modules = filesIn(root).filter((path) => path.endsWith('.ts') && !path.endsWith('.d.ts'));
  expect(modules.length).toBeGreaterThan(500);
  expect(circlesIn(new Map(modules.map((path) => [path, readFileSync(join(root, path), 'utf8')])))).toEqual([]);
});
