import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../../tools/build/files';
import { examples } from '../../../tools/frameworks/examples';

interface Lock {
  packages: Record<string, { version?: string; resolved?: string; dependencies?: Record<string, string> }>;
}

it('npm run frameworks knows every example', () => {
  expect(examples.map(({ name }) => name).sort()).toEqual(readdirSync(join(root, 'examples')).sort());
});

describe.each(examples.map(({ name }) => name))('the lockfile of examples/%s', (name) => {
  const read = (file: string) => JSON.parse(readFileSync(join(root, 'examples', name, file), 'utf8')) as unknown;
  const { packages } = read('package-lock.json') as Lock;

  it('names no address, and no hash of the package, which changes with each build', () => {
    expect(Object.entries(packages).filter(([, { resolved }]) => resolved !== undefined)).toEqual([]);
    expect(packages['node_modules/authing-miniapp']).not.toHaveProperty('integrity');
  });

  it('is in step with package.json', () => {
    const { dependencies, devDependencies } = read('package.json') as Record<string, unknown>;
    expect(packages['']).toMatchObject({ dependencies, ...(devDependencies !== undefined && { devDependencies }) });
  });
});
