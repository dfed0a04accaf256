import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { outdatedFiles, placeholderFault, readManifest } from './manifests';

/** What Git answers, trimmed. Throws when it fails. */
export const git = (root: string, ...args: string[]): string => execFileSync('git', args, { cwd: root, encoding: 'utf8' }).trim();

/** The first section of a changelog. */
export function newestChanges(changelog: string): { version: string; text: string } {
  const [, version = '', text = ''] = /^## \[?v?([^\s\]]+).*$([^]*?)(?=^## |$(?![^]))/m.exec(changelog) ?? [];
  return { version, text: text.trim() };
}

/** Why this checkout is not to be released, a line each, with what to do about it; nothing when it may be. */
export function releaseFaults(root: string): string[] {
  const { version } = readManifest(root);
  const placeholder = placeholderFault(root);
  const changes = newestChanges(readFileSync(join(root, 'CHANGELOG.md'), 'utf8'));
  const branch = git(root, 'rev-parse', '--abbrev-ref', 'HEAD');
  const outdated = outdatedFiles(root);
  const faults: [boolean, string][] = [
    [placeholder !== undefined, placeholder ?? ''],
    [outdated.length > 0, `${outdated.join(', ')}: not what follows from package.json. Run npm run version.`],
    [git(root, 'status', '--porcelain') !== '', 'There are changes that are not committed: commit or stash them.'],
    [branch !== 'main', `This is ${branch}, and releases are made from main.`],
    [
      changes.version !== version,
      `CHANGELOG.md begins with "${changes.version}" and package.json says ${version}: npm version NUMBER, or a new heading.`,
    ],
    [changes.text === '', `CHANGELOG.md says nothing about ${changes.version}.`],
    [git(root, 'tag', '--list', `v${version}`) !== '', `The tag v${version} is taken: npm version NUMBER.`],
  ];
  return faults.filter(([found]) => found).map(([, what]) => what);
}
