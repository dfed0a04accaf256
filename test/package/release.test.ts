import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { strFromU8, unzipSync } from 'fflate';
import type { BillOfMaterials } from '../../tools/release/bill-of-materials';
import { billOfMaterials, bundledIn, npmTree } from '../../tools/release/bill-of-materials';
import { newestChanges, releaseFaults } from '../../tools/release/checks';
import { outdatedFiles, packageFolders, readManifest } from '../../tools/release/manifests';
import { temporaryFiles } from '../tools/temporary-files';
import { commit, edit, git, release, smallRepository, text } from './small-repository';

jest.setTimeout(300_000); // npm is called a dozen times

const root = join(__dirname, '../..');

let fresh: string;
beforeAll(() => {
  fresh = smallRepository();
});

describe('this repository', () => {
  it('says the same in all manifests, the lock file and lib/version.ts', () => {
    expect(outdatedFiles(root)).toEqual([]); // else: npm run version
    const { packages } = JSON.parse(text(root, 'package-lock.json')) as { packages: Record<string, { version: string }> };
    const { version } = readManifest(root);
    expect(packageFolders(root).map((folder) => packages[folder === '.' ? '' : folder]?.version)).toEqual([version, version, version]);
  });

  it.each(packageFolders(root))('packs %s with absolute links in its README', (folder) => {
    const { scripts } = JSON.parse(text(root, `${folder}/package.json`)) as { scripts: Record<string, string> };
    const run = `node ${folder === '.' ? '' : '../../'}tools/run.mjs`;
    expect(scripts).toMatchObject({ prepack: `${run} prepack ${folder}`, postpack: `${run} postpack ${folder}` });
  });

  it('installs its packages whole, although npm publish --dry-run and npm pack -w hand their options on', () => {
    const clone = temporaryFiles({
      'tools/run.mjs': text(root, 'tools/run.mjs'),
      'tools/help.mjs': text(root, 'tools/help.mjs'),
      'package-lock.json': '{ "packages": {} }',
      'bin/npm': '#!/bin/sh\necho "$@" >called\nenv >>called\nexit 1\n',
    });
    chmodSync(join(clone, 'bin/npm'), 0o755);
    const handedOn = { npm_config_dry_run: 'true', npm_config_workspace: 'thing', npm_config_json: 'true', npm_config_registry: 'kept' };
    const env = { ...process.env, PATH: `${join(clone, 'bin')}:${process.env.PATH}`, ...handedOn };
    spawnSync(process.execPath, ['tools/run.mjs', 'prepack', '.'], { cwd: clone, env, stdio: 'ignore' });
    expect(text(clone, 'called')).toMatch(/^ci --include=dev/);
    expect([...text(clone, 'called').matchAll(/^npm_config_(dry_run|workspace|json|registry)=/gm)].map(([, name]) => name)).toEqual([
      'registry',
    ]);
  });

  it('has a bill of materials for each package: what is in the tarball, what is installed with it, with licences and hashes', () => {
    const tree = npmTree(root);
    const bill = (folder: string): BillOfMaterials => billOfMaterials(root, tree, { folder, sha256: 'f'.repeat(64) }, new Date(0));
    const product = bill('.');
    const { devDependencies } = JSON.parse(text(root, 'package.json')) as { devDependencies: Record<string, string> };
    expect(product.metadata).toMatchObject({ timestamp: '1970-01-01T00:00:00.000Z', component: { name: 'authing-miniapp' } });
    expect(product.serialNumber).toMatch(/^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-a[0-9a-f]{3}-[0-9a-f]{12}$/);
    // The SDK, and what the command `authing-miniapp` reads projects with.
    const bundled = ['@babel/parser', 'authing-js-sdk', 'fastest-levenshtein', 'jsonc-parser'].map((name) =>
      expect.objectContaining({
        name,
        version: devDependencies[name],
        scope: 'required',
        properties: [{ name: 'cdx:npm:package:bundled', value: 'true' }],
        licenses: [{ license: { id: 'MIT' } }],
        hashes: [{ alg: 'SHA-512', content: expect.stringMatching(/^[0-9a-f]{128}$/) }],
      }),
    );
    expect(product.components).toHaveLength(bundled.length);
    expect(product.components).toEqual(expect.arrayContaining(bundled));
    expect(bundledIn(root, '.')).toEqual(product.components.map((component) => component['bom-ref']));

    const emulator = bill('packages/emulator').components.map(({ name }) => name);
    expect(emulator).toEqual(expect.arrayContaining(Object.keys(readManifest(root, 'packages/emulator').dependencies ?? {})));
    expect(emulator).not.toContain('eslint');
    const playground = bill('packages/playground').components.map(({ name }) => name);
    expect(playground).toEqual(expect.arrayContaining(['authing-miniapp-emulator', ...emulator]));
  });
});

describe('npm version', () => {
  it('raises everything at once', () => {
    const dir = smallRepository();
    execFileSync('npm', ['version', '2.0.0'], { cwd: dir, stdio: 'pipe' });
    expect(packageFolders(dir).map((folder) => readManifest(dir, folder).version)).toEqual(['2.0.0', '2.0.0', '2.0.0']);
    expect(readManifest(dir, 'packages/playground').dependencies).toEqual({ 'thing-emulator': '2.0.0' });
    expect(text(dir, 'lib/version.ts')).toBe("export const VERSION = '2.0.0';\n");
    expect(text(dir, 'package-lock.json').match(/"(?:version|thing-emulator)": "2\.0\.0"/g)).toHaveLength(5);
    expect(text(dir, 'package-lock.json')).not.toContain('1.2.3');
    expect(git(dir, 'tag')).toBe(''); // npm run release makes the tag
  });
});

describe('npm run release', () => {
  it('packs three packages with bills and checksums, tags, publishes nothing and says how to', () => {
    const { status, output } = release(fresh, '--skip-tests');
    expect(output).toContain('Tagged v1.2.3');
    expect(status).toBe(0);
    const target = join(fresh, 'artifacts/release');
    const names = ['thing', 'thing-emulator', 'thing-playground'].map((name) => `${name}-1.2.3`);
    expect(readdirSync(target).sort()).toEqual(
      ['SHA256SUMS', `${names[0]}.uni_modules.zip`, ...names.flatMap((name) => [`${name}.cdx.json`, `${name}.tgz`])].sort(),
    );
    for (const name of names) {
      const packed = execFileSync('tar', ['-xzOf', join(target, `${name}.tgz`), 'package/LICENSE'], { encoding: 'utf8' });
      expect(packed).toBe('Anybody may.\n');
    }
    const module = unzipSync(readFileSync(join(target, `${names[0]}.uni_modules.zip`)));
    expect(Object.keys(module)).toEqual(
      expect.arrayContaining(['package.json', 'wxcomponents/components/a/index.wxml'].map((path) => `authing-miniapp/${path}`)),
    );
    expect(JSON.parse(strFromU8(module['authing-miniapp/package.json']!))).toMatchObject({ id: 'authing-miniapp', version: '1.2.3' });
    for (const [, sum, file] of text(target, 'SHA256SUMS').matchAll(/^(\w{64}) {2}(\S+)$/gm)) {
      expect([
        file,
        createHash('sha256')
          .update(readFileSync(join(target, file!)))
          .digest('hex'),
      ]).toEqual([file, sum]);
    }
    expect(git(fresh, 'tag', '--list', '--format=%(contents)', 'v1.2.3')).toBe('v1.2.3\n\n- The first.');
    const published = [...output.matchAll(/npm publish \.\/artifacts\/release\/(\S+)\.tgz/g)].map(([, name]) => name);
    expect(published).toEqual([names[1], names[2], names[0]]);
    expect(output).toContain('git push origin main v1.2.3');
    expect(releaseFaults(fresh)).toEqual([expect.stringContaining('v1.2.3 is taken')]);

    const before = text(target, 'SHA256SUMS');
    git(fresh, 'tag', '--delete', 'v1.2.3');
    const dry = release(fresh, '--skip-tests', '--dry-run');
    expect(dry).toEqual({ status: 0, output: expect.stringContaining('Nothing was tagged') });
    expect(git(fresh, 'tag')).toBe('');
    expect(text(target, 'SHA256SUMS')).toBe(before);
  });

  it('refuses while the repository is a placeholder, and says what to do', () => {
    const dir = smallRepository();
    edit(dir, 'package.json', (manifest) => manifest.replace('somebody/thing.git', 'OWNER/thing.git'));
    commit(dir, {});
    const { status, output } = release(dir, '--skip-tests');
    expect(status).toBe(1);
    expect(output).toContain('repository.url in package.json is still the placeholder https://git.example.com/OWNER/thing');
    expect(git(dir, 'tag')).toBe('');

    edit(dir, 'package.json', (manifest) => manifest.replace('OWNER/thing.git', 'acme/thing.git'));
    expect(release(dir, 'version').output).toContain('repository https://git.example.com/acme/thing');
    expect(JSON.parse(text(dir, 'packages/emulator/package.json'))).toMatchObject({
      homepage: 'https://git.example.com/acme/thing/tree/main/packages/emulator#readme',
      bugs: { url: 'https://git.example.com/acme/thing/issues' },
      repository: { url: 'git+https://git.example.com/acme/thing.git', directory: 'packages/emulator' },
    });
    commit(dir, {});
    expect(releaseFaults(dir)).toEqual([]);
  });

  it.each<[what: string, fault: RegExp, prepare: (dir: string) => void]>([
    ['uncommitted changes', /not committed/, (dir) => writeFileSync(join(dir, 'new.txt'), '')],
    ['another branch', /This is topic/, (dir) => git(dir, 'checkout', '--quiet', '-b', 'topic')],
    [
      'no heading in the changelog',
      /begins with "1\.0\.0"/,
      (dir) => commit(dir, { 'CHANGELOG.md': '# Changelog\n\n## 1.0.0\n\n- Old.\n' }),
    ],
    ['a heading without text', /says nothing about 1\.2\.3/, (dir) => commit(dir, { 'CHANGELOG.md': '## 1.2.3\n\n## 1.0.0\n\n- Old.\n' })],
    [
      'a version that differs',
      /lib\/version\.ts: not what/,
      (dir) => commit(dir, { 'lib/version.ts': "export const VERSION = '1.2.4';\n" }),
    ],
  ])('refuses %s', (_, fault, prepare) => {
    const dir = temporaryFiles({});
    rmSync(dir, { recursive: true });
    git(fresh, 'clone', '--quiet', fresh, dir);
    expect(releaseFaults(dir)).toEqual([]);
    prepare(dir);
    expect(releaseFaults(dir)).toEqual([expect.stringMatching(fault)]);
  });
});

it('newestChanges reads the first section', () => {
  expect(newestChanges('# C\n\n## [2.0.0] - today\n\n- a\n\n### b\n\n- c\n\n## 1.0.0\n\n- d\n')).toEqual({
    version: '2.0.0',
    text: '- a\n\n### b\n\n- c',
  });
  expect(newestChanges('# C\n')).toEqual({ version: '', text: '' });
});
