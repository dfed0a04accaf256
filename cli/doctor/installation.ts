/** Whether the package is installed, built or copied, and every copy of the same version. */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import { TAGS } from './components';
import { checkCopies, copiesIn, npmBuilds } from './copies';
import type { Finding, Place } from './finding';
import { manifestAt, pathIn, type Project } from './project';
import { copyFor, copyNamedBy, isNpm, isUniApp, ours } from './registrations';

export function checkInstallation(project: Project): Finding[] {
  if (!isUsed(project)) return [{ id: 'notUsed', place: { file: posix.join(project.source, firstPage(project)) }, kind: project.kind }];
  return [...checkPackage(project), ...checkBuilt(project), ...checkCopies(project)];
}

/** Auto-import of weapp-vite registers the tags that a template has. */
export const isUsed = (project: Project): boolean =>
  ours(project).length > 0 ||
  imports(project).length > 0 ||
  (project.kind === 'weapp-vite' && [...project.templates.values()].some(hasTag));

const hasTag = (template: string): boolean => TAGS.some((tag) => template.includes(`<${tag}`));

/** Of what npm installs, or of a copy in the project. */
const imports = ({ scripts }: Project): { from: string; isType: boolean; place: Place }[] =>
  [...scripts].flatMap(([file, script]) => script.imports.map(({ from, isType, line }) => ({ from, isType, place: { file, line } })));

/** Of what npm installs, as far as it leaves something in the code. */
const npmImports = (project: Project): { place: Place }[] =>
  imports(project).filter(({ from, isType }) => !isType && !/^[./@~]/.test(from));

/** What npm installs is used, and not only a copy in the project. */
const needsNpm = (project: Project): boolean =>
  project.kind === 'weapp-vite' || ours(project).some(isNpm) || npmImports(project).length > 0;

const firstPage = ({ kind }: Project): string =>
  ({ native: 'app.json', 'weapp-vite': 'app.json', taro: 'pages/index/index.config.ts', 'uni-app': 'pages.json', hbuilderx: 'pages.json' })[
    kind
  ];

function checkPackage(project: Project): Finding[] {
  const { root, kind, installed } = project;
  if (installed === undefined) {
    const [imported] = npmImports(project);
    if (isUniApp(project) && imported) return [{ id: 'importNotInstalled', place: imported.place, right: `@${copyFor(project).path}/vue` }];
    // An npm build may have come without the package.
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
  // A copy elsewhere makes the path wrong, and nothing is missing.
  if (!isUniApp(project) || existsSync(join(root, copyFor(project).folder))) return [];
  const folders = new Set(registered.map((each) => copyNamedBy(project, each)).filter((folder) => folder !== undefined));
  return [...folders]
    .filter((folder) => !existsSync(join(root, folder)))
    .map((folder) => ({ id: 'noCopy', place: { file: folder }, command: copyFor(project, folder).command }) as const);
}
