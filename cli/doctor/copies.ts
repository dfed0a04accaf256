/** What WeChat's npm build or `npx authing-miniapp copy` put into a project: of what version it is, and whether it is whole. */
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import { hashOf } from '../copy/files';
import { LIST, readList } from '../copy/written';
import { readManifest } from '../package';
import type { Finding } from './finding';
import { pathIn, type Project } from './project';
import { TAGS } from './components';
import { copyFor, isUniApp, ours } from './registrations';

export const checkCopies = (project: Project): Finding[] => [
  ...checkVersions(project),
  ...(isUniApp(project) ? copiesIn(project).flatMap((folder) => checkFiles(project, folder)) : []),
  ...(project.kind === 'native' ? checkBuilds(project) : []),
];

/** Folders of WeChat's npm build: a subpackage may have one of its own. */
export function npmBuilds(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (!entry.isDirectory() || entry.name === 'node_modules' || entry.name.startsWith('.')) return [];
    const path = join(folder, entry.name);
    if (entry.name !== 'miniprogram_npm') return npmBuilds(path);
    return existsSync(join(path, 'authing-miniapp')) ? [join(path, 'authing-miniapp')] : [];
  });
}

function checkVersions(project: Project): Finding[] {
  const { installed } = project;
  const expected = installed === undefined ? readManifest().version : versionIn(join(installed, 'package.json'), /"version":\s*"([^"]+)"/);
  return copiesIn(project).flatMap((folder): Finding[] => {
    const found = versionOf(folder);
    if (found === undefined || expected === undefined || found === expected) return [];
    const command = isUniApp(project) ? copyFor(project, pathIn(project, folder)).command : undefined;
    return [{ id: 'otherVersion', place: { file: pathIn(project, folder) }, found, installed: expected, command }];
  });
}

/** Copies of the package that WeChat or uni-app takes in place of the one in node_modules; absolute. */
export function copiesIn(project: Project): string[] {
  const source = join(project.root, project.source);
  if (project.kind === 'native') return npmBuilds(source);
  if (!isUniApp(project)) return [];
  const folders = ['wxcomponents', 'uni_modules'].map((path) => join(source, path)).filter((path) => existsSync(path));
  return folders.flatMap((folder) => readdirSync(folder).map((name) => join(folder, name))).filter((path) => existsSync(join(path, LIST)));
}

/** Of a copy of miniprogram_dist; undefined where none can be told. */
const versionOf = (folder: string): string | undefined =>
  versionIn(join(folder, LIST), /^# authing-miniapp (\S+):/) ?? versionIn(join(folder, 'lib/page.js'), /\bVERSION = ["']([^"']+)["']/);

function versionIn(file: string, pattern: RegExp): string | undefined {
  return existsSync(file) ? pattern.exec(readFileSync(file, 'utf8'))?.[1] : undefined;
}

/** What a phone or a compiler reads. */
const NEEDED = /(?<!\.d)\.(js|json|wxml|wxss|ts)$/;

/** Each file against the list that was written with it. */
function checkFiles(project: Project, folder: string): Finding[] {
  const list = [...(readList(readFileSync(join(folder, LIST), 'utf8')) ?? [])].filter(([path]) => NEEDED.test(path));
  const missing = list.filter(([path]) => !existsSync(join(folder, path)));
  const changed = list.filter(
    ([path, hash]) => existsSync(join(folder, path)) && hashOf(readFileSync(join(folder, path), 'utf8')) !== hash,
  );
  const { command } = copyFor(project, pathIn(project, folder));
  const finding = (id: 'incomplete' | 'changed', [first, ...more]: typeof list): Finding[] =>
    first ? [{ id, place: { file: pathIn(project, join(folder, first[0])) }, others: more.length, command }] : [];
  return [...finding('incomplete', missing), ...finding('changed', changed)];
}

/** A component that the package has, and no npm build that WeChat looks into from the page. */
function checkBuilds(project: Project): Finding[] {
  const builds = npmBuilds(join(project.root, project.source));
  const findings = ours(project).flatMap(({ text, place }): Finding[] => {
    const [, named] = /^(?:\/miniprogram_npm\/)?authing-miniapp\/components\/([\w-]+)\/index$/.exec(text) ?? [];
    const tag = TAGS.find((each) => each === named);
    const component = `components/${tag}/index.json`;
    const page = join(project.root, place.file);
    const near = builds.filter((build) => page.startsWith(join(dirname(dirname(build)), '/')));
    const [first] = near;
    if (tag === undefined || !first || near.some((build) => existsSync(join(build, component)))) return [];
    return [{ id: 'incompleteBuild', place: { file: posix.dirname(posix.join(pathIn(project, first), component)) } }];
  });
  // Many pages may name it.
  return findings.filter(({ place }, index) => findings.findIndex((each) => each.place.file === place.file) === index);
}
