/**
 * `npm run release`: checks, tests, packs the three packages into artifacts/release with their bills of materials and checksums,
 * and tags. It publishes nothing: the commands that do are its last lines.
 *
 * `-- --dry-run` does everything but the tag; `-- --skip-tests` leaves out the tests and `npm run lint`.
 *
 * npm calls it too: `version` after `npm version NUMBER`, `before-pack` and `after-pack` with a package's folder around `npm pack`.
 */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { git, newestChanges, releaseFaults } from './checks';
import { readManifest, repositoryAddress, writeDerivedFiles } from './manifests';
import { packAll } from './pack-all';
import { afterPack, beforePack } from './pack-hooks';

interface Options {
  dryRun: boolean;
  skipTests: boolean;
}

function runScript(folder: string, script: string): void {
  console.log(`\nnpm run ${script}`);
  const { status } = spawnSync('npm', ['run', '--silent', script], { cwd: folder, stdio: 'inherit', shell: process.platform === 'win32' });
  if (status !== 0) throw new Error(`npm run ${script} failed: see above. Nothing was packed or tagged.`);
}

function release(root: string, { dryRun, skipTests }: Options): void {
  const faults = releaseFaults(root);
  if (faults.length > 0) throw new Error(`Not released:\n${faults.map((fault) => `- ${fault}`).join('\n')}`);
  if (!skipTests) ['test', 'test:tarballs', 'test:browser', 'lint'].forEach((script) => runScript(root, script));

  const { version } = readManifest(root);
  const tag = `v${version}`;
  const packed = packAll(root, join(root, 'artifacts/release'));
  const changed = git(root, 'status', '--porcelain');
  if (changed !== '') throw new Error(`Packing changed files that Git knows, so nothing was tagged:\n${changed}`);
  console.log(`\nartifacts/release: ${packed.length} packages with their bills of materials, and SHA256SUMS.`);
  if (dryRun) {
    console.log('Nothing was tagged. Next: npm run release.');
    return;
  }
  const { text } = newestChanges(readFileSync(join(root, 'CHANGELOG.md'), 'utf8'));
  git(root, 'tag', '--annotate', '--cleanup=verbatim', '--message', `${tag}\n\n${text}\n`, tag);
  console.log(`Tagged ${tag}. Nothing is public yet; this makes it so:\n\n  git push origin main ${tag}`);
  packed.forEach(({ file }) => console.log(`  npm publish ./artifacts/release/${file} --access public`));
}

function main(root: string): void {
  const { values, positionals } = parseArgs({
    options: { 'dry-run': { type: 'boolean' }, 'skip-tests': { type: 'boolean' } },
    allowPositionals: true,
  });
  const [task = 'release', folder = '.'] = positionals;
  // `npm run release --dry-run`, without the dashes between, is npm's own option: it means the same, but not to `npm pack`.
  const dryRun = values['dry-run'] === true || process.env.npm_config_dry_run === 'true';
  delete process.env.npm_config_dry_run;
  if (task === 'before-pack') {
    runScript(join(root, folder), 'build');
    beforePack(root, folder);
  } else if (task === 'after-pack') afterPack(root, folder);
  else if (task === 'version') {
    writeDerivedFiles(root);
    console.log(`Version ${readManifest(root).version}, repository ${repositoryAddress(root)}: written everywhere. Next: commit.`);
  } else if (task === 'release') {
    release(root, { dryRun, skipTests: values['skip-tests'] === true });
  } else throw new Error(`Unknown task "${task}". Say release, version, before-pack or after-pack.`);
}

try {
  main(process.cwd());
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
