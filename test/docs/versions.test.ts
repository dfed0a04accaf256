import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './markdown';

const text = (path: string): string => readFileSync(join(root, path), 'utf8');
const { version, devDependencies } = JSON.parse(text('package.json')) as { version: string; devDependencies: Record<string, string> };

it.each(['README.md', 'README.zh-CN.md', 'docs/sdk-methods.md'])('%s names the SDK that is built in', (path) => {
  const named = [...text(path).matchAll(/authing-js-sdk`? (\d+\.\d+\.\d+)/g)].map(([, found]) => found);
  expect(named).toEqual([devDependencies['authing-js-sdk']]);
});

it('CHANGELOG.md begins with the version of the package', () => {
  expect(/^## (\S+)/m.exec(text('CHANGELOG.md'))?.[1]).toBe(version);
});
