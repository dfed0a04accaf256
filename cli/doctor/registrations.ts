/** Whether the components that pages name are there, where the project's framework looks for them. */
import { existsSync, realpathSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import { LIST } from '../copy/written';
import { TAGS, type ComponentName } from './components';
import type { Finding } from './finding';
import type { Project, Registration } from './project';
import { meant } from './spelling';
import { withoutComments } from './tags';

const NPM = /^authing-miniapp\//;

/** Those of this package: from npm, or copied, to whatever folder. */
export const ours = (project: Project): Registration[] =>
  project.registrations.filter((registration) => {
    const { text } = registration;
    if (/(^|\/)authing-miniapp\//.test(text)) return true;
    return COPIED.test(text) && existsSync(join(pathOf(project, registration), '../../..', LIST));
  });

/** The component that a path of ours leads to; undefined where it leads to none. */
export const componentIn = ({ text }: Registration): ComponentName | undefined =>
  TAGS.find((tag) => text.endsWith(`/components/${tag}/index`));

const COPIED = new RegExp(`/components/(${TAGS.join('|')})/index$`);

/** Whether the package is meant that npm installs. */
export const isNpm = ({ text }: Registration): boolean => /^(\/miniprogram_npm\/)?authing-miniapp\//.test(text);

export const isUniApp = ({ kind }: Project): boolean => kind === 'uni-app' || kind === 'hbuilderx';

/**
 * Where `npx authing-miniapp copy` puts the components: a path from the project's folder, as pages.json writes it, and by what command.
 * @param named a folder that is meant to be a copy; without, the one that there is, or what goes with the project
 */
export function copyFor({ kind, source, root }: Project, named?: string): { folder: string; path: string; command: string } {
  const inModules = posix.join(source, 'uni_modules/authing-miniapp');
  const folder = named ?? posix.join(source, 'wxcomponents/authing-miniapp');
  const takesModule = existsSync(join(root, inModules)) || (kind === 'hbuilderx' && !existsSync(join(root, folder)));
  if (named === undefined ? takesModule : named.startsWith(inModules))
    return {
      folder: `${inModules}/wxcomponents`,
      path: '/uni_modules/authing-miniapp/wxcomponents',
      command: 'npx authing-miniapp copy --uni-modules',
    };
  return { folder, path: `/${posix.relative(source, folder)}`, command: `npx authing-miniapp copy ${folder}` };
}

/** The copy of uni-app's that a path in pages.json means, by its own name: a path from the project's folder. */
export function copyNamedBy({ source }: Project, { text }: Registration): string | undefined {
  const [, path] = /^\/?(wxcomponents\/authing-miniapp|uni_modules\/authing-miniapp\/wxcomponents)\//.exec(text) ?? [];
  return path === undefined ? undefined : posix.join(source, path);
}

export function checkRegistrations(project: Project): Finding[] {
  const registrations = ours(project);
  return [
    ...registrations.flatMap((each) => checkPath(project, each)),
    ...(project.kind === 'taro' ? checkTaro(project) : []),
    ...(project.kind === 'native' ? checkTags(project) : []),
    ...checkApp(project, registrations),
  ];
}

function checkPath(project: Project, registration: Registration): Finding[] {
  const { text, key, place } = registration;
  const name = TAGS.find((tag) => text.includes(tag)) ?? TAGS.find((tag) => key.includes(tag)) ?? TAGS[0];
  const right = `${isUniApp(project) ? copyFor(project).path : 'authing-miniapp'}/components/${name}/index`;
  if (isUniApp(project) && NPM.test(text)) return [{ id: 'npmPathInUniApp', place, path: text, right }];
  if (isUniApp(project) && isRelativeByMistake(project, registration)) {
    const found = existsSync(`${pathOf(project, registration)}.json`) ? `/${text}` : right;
    return [{ id: 'noSuchComponent', place, path: text, right: found }];
  }
  const named = isUniApp(project) ? copyNamedBy(project, registration) : undefined;
  if (named !== undefined && !existsSync(join(project.root, named)))
    return existsSync(join(project.root, copyFor(project).folder)) ? [{ id: 'noSuchComponent', place, path: text, right }] : [];
  const target = targetOf(project, registration);
  // A package that is not there at all is said elsewhere, once.
  const isWrong = target !== undefined && existsSync(target.packageFolder) && !existsSync(`${target.path}.json`);
  return isWrong ? [{ id: 'noSuchComponent', place, path: text, right }] : [];
}

/** Without its slash WeChat takes it from the page's folder; globalStyle's end in app.json, whose folder is the right one. */
function isRelativeByMistake({ jsons }: Project, { text, key, place }: Registration): boolean {
  const { globalStyle } = (jsons.get(place.file)?.value ?? {}) as { globalStyle?: { usingComponents?: Readonly<Record<string, unknown>> } };
  return /^(wxcomponents|uni_modules)\//.test(text) && globalStyle?.usingComponents?.[key] !== text;
}

/** What a registration leads to, absolute and without extension, and the copy of the package which that is part of. */
function targetOf(project: Project, registration: Registration): { path: string; packageFolder: string } | undefined {
  const { kind, installed } = project;
  const within = /^(?:\/miniprogram_npm\/)?authing-miniapp\/(.*)$/.exec(registration.text)?.[1];
  if (within !== undefined) {
    if (installed === undefined) return undefined;
    const packageFolder = kind === 'taro' ? installed : join(installed, 'miniprogram_dist');
    return { path: join(packageFolder, within), packageFolder };
  }
  const path = pathOf(project, registration);
  const [packageFolder] = /^.*[/\\]authing-miniapp(?=[/\\])/.exec(path) ?? [];
  return packageFolder === undefined ? undefined : { path, packageFolder };
}

/** Of one that names no package: absolute. */
const pathOf = ({ root, source }: Project, { text, place }: Registration): string =>
  text.startsWith('.') ? join(root, dirname(place.file), text) : join(root, source, text);

function checkTaro(project: Project): Finding[] {
  const fromNpm = ours(project).filter(({ text }) => NPM.test(text));
  const [first] = fromNpm;
  return first ? [...checkTaroCompiler(project), ...checkTaroOrder(project, fromNpm), ...checkTaroFolder(project, first)] : [];
}

/**
 * Taro names what it writes after where a package really is, and what pages name after node_modules: pnpm's links, a monorepo's
 * node_modules above the project, `npm link`, and a folder above with npm in its name lead apart, and it says nothing.
 */
function checkTaroFolder({ root, installed }: Project, { place }: Registration): Finding[] {
  if (installed === undefined) return [];
  const folder = realpathSync(root);
  const isOwnFolder = realpathSync(installed) === join(folder, 'node_modules/authing-miniapp');
  return isOwnFolder && !folder.includes('npm') ? [] : [{ id: 'taroLinked', place }];
}

/** `@/…` is an alias, `@scope/…` a package. */
const OF_A_PACKAGE = /^(@[^/]+\/)?[\w-][\w.-]*\/|node_modules/;

/** Taro 4.2 puts the paths of npm components right up to the first that is of no package; after it they stay those of this computer. */
function checkTaroOrder({ registrations }: Project, fromNpm: readonly Registration[]): Finding[] {
  const files = new Set(fromNpm.map(({ place }) => place.file));
  return [...files].flatMap((file): Finding[] => {
    const here = registrations.filter(({ place }) => place.file === file);
    const own = here.findIndex(({ text }) => !OF_A_PACKAGE.test(text));
    const late = here.find((each, index) => own >= 0 && index > own && fromNpm.includes(each));
    return late ? [{ id: 'taroOrder', place: late.place, before: here[own]!.key }] : [];
  });
}

/** Taro compiles components of npm with webpack only. */
function checkTaroCompiler({ scripts }: Project): Finding[] {
  return [...scripts].flatMap(([file, { compilers }]) =>
    compilers.filter(({ text }) => text === 'vite').map(({ line }) => ({ id: 'taroVite', place: { file, line } }) as const),
  );
}

/** A tag that nobody registered shows nothing, and WeChat says nothing. */
function checkTags({ templates, jsons, source }: Project): Finding[] {
  const keys = (file: string): string[] =>
    (jsons.get(file)?.under('usingComponents') ?? []).flatMap(({ entries }) => entries.map(({ key }) => key));
  const app = posix.join(source, 'app.json');
  const everywhere = keys(app);
  const pages = new Set(pagesOf(jsons.get(app)?.value).map((page) => posix.join(source, `${page}.wxml`)));
  return [...templates].flatMap(([file, text]): Finding[] => {
    const json = file.replace(/\.wxml$/, '.json');
    // Without one, and no page, it is a template that others include.
    if (!jsons.has(json) && !pages.has(file)) return [];
    const registered = [...everywhere, ...keys(json), ...genericsOf(jsons.get(json)?.value)];
    const markup = withoutComments(text);
    const written = new Map([...markup.matchAll(/<([a-zA-Z][\w-]*)(?=[\s/>])/g)].reverse().map((match) => [match[1]!, match.index]));
    return [...written].flatMap(([tag, at]): Finding[] => {
      if (registered.includes(tag)) return [];
      const place = { file, line: text.slice(0, at).split('\n').length };
      if ((TAGS as readonly string[]).includes(tag)) return [{ id: 'notRegistered', place, tag, json }];
      const right = meant(tag, TAGS, 8);
      // `my-login-panel` is a name of the app's own, which it may register elsewhere.
      return right === undefined || tag.length > right.length + 1 ? [] : [{ id: 'misspeltTag', place, tag, right }];
    });
  });
}

/** Tags that stand for components which whoever uses this one names. */
const genericsOf = (json: unknown): string[] =>
  Object.keys((json as { componentGenerics?: object } | null | undefined)?.componentGenerics ?? {});

/** The pages that app.json names, paths without extension. */
function pagesOf(app: unknown): string[] {
  const {
    pages = [],
    subPackages,
    subpackages = subPackages ?? [],
  } = (app ?? {}) as {
    pages?: string[];
    subPackages?: SubPackage[];
    subpackages?: SubPackage[];
  };
  return [...pages, ...subpackages.flatMap(({ root = '', pages: own = [] }) => own.map((page) => posix.join(root, page)))];
}

interface SubPackage {
  readonly root?: string;
  readonly pages?: readonly string[];
}

/** With lazyCodeLoading a page loads the components that it names; one that app.json names is loaded with every page. */
function checkApp({ jsons, source }: Project, registrations: readonly Registration[]): Finding[] {
  const file = posix.join(source, 'app.json');
  const { lazyCodeLoading } = (jsons.get(file)?.value ?? {}) as { lazyCodeLoading?: unknown };
  const first = registrations.find(({ place }) => place.file === file);
  return lazyCodeLoading === 'requiredComponents' && first ? [{ id: 'registeredForAll', place: first.place }] : [];
}
