/** Whether the package is installed, built or copied, and every copy of the same version. */
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import { LIST } from '../copy/written';
import { readManifest } from '../package';
import type { Finding } from './finding';
import { manifestAt, pathIn, type Project } from './project';
import { copyFor, isNpm, isUniApp, ours, TAGS } from './registrations';
import type { Script } from './script';

export function checkInstallation(project: Project): Finding[] {
  if (!isUsed(project)) return [{ id: 'notUsed', place: { file: posix.join(project.source, firstPage(project)) }, kind: project.kind }];
  return [...checkPackage(project), ...checkBuilt(project), ...checkVersions(project)];
}

/** Auto-import of weapp-vite registers the tags that a template has. */
export const isUsed = (project: Project): boolean =>
  ours(project).length > 0 ||
  imports(project).length > 0 ||
  (project.kind === 'weapp-vite' && [...project.templates.values()].some(hasTag));

const hasTag = (template: string): boolean => TAGS.some((tag) => template.includes(`<${tag}`));

const imports = ({ scripts }: Project): Script['imports'] => [...scripts.values()].flatMap((script) => script.imports);

/** What npm installs is used, and not only a copy in the project. */
const needsNpm = (project: Project): boolean =>
  project.kind === 'weapp-vite' || ours(project).some(isNpm) || imports(project).some(({ from }) => !/^[./@~]/.test(from));

const firstPage = ({ kind }: Project): string =>
  ({ native: 'app.json', 'weapp-vite': 'app.json', taro: 'pages/index/index.config.ts', 'uni-app': 'pages.json', hbuilderx: 'pages.json' })[
    kind
  ];

function checkPackage(project: Project): Finding[] {
  const { root, kind, installed } = project;
  if (installed === undefined) {
    // An npm build may have come without the package, and HBuilderX has its own ways.
    const isMissing = needsNpm(project) && kind !== 'hbuilderx' && copiesIn(project).length === 0;
    return isMissing ? [{ id: 'notInstalled', place: { file: 'package.json' }, kind }] : [];
  }
  const folder = dirname(dirname(installed));
  const { dependencies = {}, devDependencies = {} } = manifestAt(folder) ?? {};
  const isLeftOut = kind === 'native' && 'authing-miniapp' in devDependencies && !('authing-miniapp' in dependencies);
  if (!isLeftOut) return [];
  const text = readFileSync(join(folder, 'package.json'), 'utf8');
  const line = text.slice(0, text.indexOf('"authing-miniapp"')).split('\n').length;
  return [{ id: 'devDependency', place: { file: pathIn(project, join(folder, 'package.json')) || root, line } }];
}

/** What WeChat or uni-app takes from a folder of the project, and not from node_modules. */
function checkBuilt(project: Project): Finding[] {
  const { root, source, kind, installed } = project;
  const registered = ours(project);
  if (kind === 'native' && installed !== undefined && needsNpm(project) && npmBuilds(join(root, source)).length === 0)
    return [{ id: 'noNpmBuild', place: { file: posix.join(source, 'miniprogram_npm/authing-miniapp') } }];
  const { folder, command } = copyFor(project);
  const isNamed = registered.some(({ text }) => text.replace(/^\/?/, '/').startsWith(copyFor(project).path));
  return isUniApp(project) && isNamed && !existsSync(join(root, folder)) ? [{ id: 'noCopy', place: { file: folder }, command }] : [];
}

/** Folders of WeChat's npm build: a subpackage may have one of its own. */
function npmBuilds(folder: string): string[] {
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
    const command = isUniApp(project) ? copyFor(project).command : undefined;
    return [{ id: 'otherVersion', place: { file: pathIn(project, folder) }, found, installed: expected, command }];
  });
}

/** Copies of the package that WeChat or uni-app takes in place of the one in node_modules; absolute. */
function copiesIn(project: Project): string[] {
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
