/** A mini program's project as it lies on disk: what it is written in, where its sources are, and what they say. */
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { basename, dirname, join, posix, relative, resolve, sep } from 'node:path';
import { forWeChat } from './conditional';
import type { Finding, Kind, Place } from './finding';
import { readJson, type Entry, type Json } from './json';
import { readScript, type Script } from './script';
import { templateOf } from './tags';

/** Style sheets: WeChat's, of preprocessors, and in Vue's files. */
const STYLES = /\.(wxss|css|scss|less|styl|vue)$/;

/** What names a component in a `usingComponents`. */
export interface Registration extends Entry {
  readonly place: Place;
}

export interface Unread {
  readonly place: Place;
  readonly format: string;
  readonly text: string;
}

export interface Project {
  /** Absolute. */
  readonly root: string;
  readonly kind: Kind;
  /** What the mini program is made of; a path from the root, '' where that is it. */
  readonly source: string;
  readonly scripts: ReadonlyMap<string, Script>;
  readonly jsons: ReadonlyMap<string, Json>;
  /** WXML, and what of .vue files is a template. */
  readonly templates: ReadonlyMap<string, string>;
  /** Style sheets, and .vue files, which may have some. */
  readonly styles: ReadonlyMap<string, string>;
  readonly registrations: readonly Registration[];
  /** Where the app says what it is: app.js, App.vue … */
  readonly app: string;
  /** The installed package, absolute. */
  readonly installed: string | undefined;
  /** Files that nothing could be read from. */
  readonly unreadable: readonly Finding[];
  /** What may have components in it, in a language that nobody here reads. */
  readonly unread: readonly Unread[];
  /** What names the pages is no JSON. */
  readonly broken: readonly Finding[];
  /** What WeChat's compiler, which takes these files as they are, refuses. */
  readonly refused: readonly Finding[];
}

/** Folders that no part of a mini program is written in; the last is a copy of this package, wherever it lies. */
const NOT_SOURCE =
  /^(node_modules|miniprogram_npm|uni_modules|wxcomponents|unpackage|dist|coverage|cloudfunctions|tests?|__tests__|e2e|uniCloud-.*|authing-miniapp|\..*)$/;
/** Beside the pages; a page may have such a name, too. */
const NOT_SOURCE_AT_TOP = /^(build|cloud|server|backend|scripts?|docs?)$/;
/** Files with components in them that are neither WXML nor a script; HTML and Pug are Vue's, beside it. */
const OTHER_TEMPLATES = /\.(nvue|uvue|mpx|wpy|pug)$/;

/** What the framework's own settings are in, beside the sources. */
const buildConfigs: Readonly<Record<Kind, readonly string[]>> = {
  native: [],
  'weapp-vite': ['vite.config.ts', 'vite.config.mts', 'vite.config.js', 'vite.config.mjs', 'weapp-vite.config.ts'],
  taro: ['config/index.ts', 'config/index.js', 'config/index.mjs'],
  'uni-app': [],
  hbuilderx: [],
};

/** @returns undefined where no mini program is */
export function readProject(root: string): Project | undefined {
  const what = kindOf(root);
  if (!what) return undefined;
  const { kind, source, isCompiled } = what;
  const paths = [...filesBelow(root, source), ...buildConfigs[kind].filter((path) => existsSync(join(root, path)))];
  const scripts = new Map<string, Script>();
  const jsons = new Map<string, Json>();
  const isUniApp = kind === 'uni-app' || kind === 'hbuilderx';
  const templates = new Map<string, string>();
  const styles = new Map<string, string>();
  const unreadable: Finding[] = [];
  const unread: Unread[] = [];
  const broken: Finding[] = [];
  const refused: Finding[] = [];
  for (const path of paths) {
    const [, other] = OTHER_TEMPLATES.exec(path) ?? [];
    if (other !== undefined) unread.push({ place: { file: path }, format: `.${other}`, text: readFileSync(join(root, path), 'utf8') });
    if (STYLES.test(path)) styles.set(path, readFileSync(join(root, path), 'utf8'));
    if (!/\.([mc]?[jt]sx?|vue|json|jsonc|wxml)$/.test(path) || path.endsWith('.d.ts')) continue;
    const written = readFileSync(join(root, path), 'utf8');
    const text = isUniApp ? forWeChat(written) : written;
    if (path.endsWith('.vue')) {
      const { text: template, lang, src, line } = templateOf(text);
      const beside = src === undefined ? undefined : posix.join(dirname(path), src);
      if (lang !== undefined && src === undefined)
        unread.push({ place: { file: path, line }, format: `<template lang="${lang}">`, text: template });
      else if (beside === undefined) templates.set(path, template);
      else if (/\.html?$/.test(beside) && existsSync(join(root, beside))) {
        const html = readFileSync(join(root, beside), 'utf8');
        templates.set(beside, isUniApp ? forWeChat(html) : html);
      }
    }
    if (path.endsWith('.wxml')) templates.set(path, text);
    else if (/\.jsonc?$/.test(path)) {
      const json = readJson(text);
      jsons.set(path, json);
      // What conditions leave of it may lack a comma that is there in the end.
      const isList = path === posix.join(source, isUniApp ? 'pages.json' : 'app.json') && text === written;
      if (isList && json.broken !== undefined) broken.push({ id: 'brokenJson', place: { file: path, line: json.broken } });
      const isShown = isList || paths.includes(path.replace(/json$/, 'wxml'));
      if (isCompiled && isShown && json.refused !== undefined)
        refused.push({ id: 'refusedJson', place: { file: path, line: json.refused } });
    } else {
      try {
        scripts.set(path, readScript(path, text, isUniApp));
      } catch (error) {
        if (!(error instanceof SyntaxError)) throw error;
        const { loc } = error as { loc?: { line: number } };
        unreadable.push({ id: 'unreadable', place: { file: path, line: loc?.line ?? 1 } });
      }
    }
  }
  const entries = (file: string, list: readonly Entry[]): Registration[] =>
    list.map((entry) => ({ ...entry, place: { file, line: entry.line } }));
  const registrations = [
    ...[...jsons].flatMap(([file, json]) => json.under('usingComponents').flatMap((object) => entries(file, object.entries))),
    ...[...scripts].flatMap(([file, { registered }]) => entries(file, registered)),
  ];
  const app = appFile(paths, source) ?? posix.join(source, isUniApp ? 'App.vue' : 'app.js');
  return {
    root,
    kind,
    source,
    scripts,
    jsons,
    templates,
    styles,
    registrations,
    app,
    installed: installedFor(root, source),
    unreadable,
    unread,
    broken,
    refused,
  };
}

interface Manifest {
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
}

/** @returns undefined where there is none */
export function manifestAt(folder: string): Manifest | undefined {
  const file = join(folder, 'package.json');
  return existsSync(file) ? ((readJson(readFileSync(file, 'utf8')).value ?? {}) as Manifest) : undefined;
}

function kindOf(root: string): Kinship | undefined {
  const { dependencies, devDependencies } = manifestAt(root) ?? {};
  const has = (name: string): boolean => name in { ...dependencies, ...devDependencies };
  const first = (folders: readonly string[], file: RegExp): string | undefined =>
    folders.find((folder) => existsSync(join(root, folder)) && readdirSync(join(root, folder)).some((name) => file.test(name)));
  const projectConfig = join(root, 'project.config.json');
  const config = existsSync(projectConfig) ? readJson(readFileSync(projectConfig, 'utf8')).value : undefined;
  const { miniprogramRoot = '' } = (config ?? {}) as { miniprogramRoot?: string };
  if (has('@tarojs/taro')) return at('taro', first([...taroSource(root), 'src', ''], /^app\.(config\.)?[jt]sx?$/));
  if (has('@dcloudio/uni-app')) return at('uni-app', first(['src', ''], /^pages\.json$/));
  if (has('weapp-vite')) return at('weapp-vite', first(['src', 'miniprogram', ''], /^app\.(json|jsonc|vue|config\.[jt]s)$/));
  if (existsSync(join(root, 'pages.json')) && existsSync(join(root, 'manifest.json'))) return at('hbuilderx', '');
  const compiled = posix.normalize(miniprogramRoot).replace(/^\.?\/?|\/$/g, '');
  const source = first([compiled, 'miniprogram', ''], /^app\.json$/);
  return at('native', source, source === compiled);
}

/** Taro's `sourceRoot`, where it is written out. */
const taroSource = (root: string): string[] =>
  buildConfigs.taro
    .filter((path) => existsSync(join(root, path)))
    .flatMap((path) => /\bsourceRoot:\s*['"]([^'"]+)['"]/.exec(readFileSync(join(root, path), 'utf8'))?.[1] ?? [])
    .map((folder) => posix.normalize(folder).replace(/^\.\/|\/$/g, ''));

interface Kinship {
  readonly kind: Kind;
  readonly source: string;
  /** WeChat's compiler takes the sources as they are. */
  readonly isCompiled: boolean;
}

const at = (kind: Kind, source: string | undefined, isCompiled = false): Kinship | undefined =>
  source === undefined ? undefined : { kind, source, isCompiled };

/** Paths from the root, with `/`. */
function filesBelow(root: string, folder: string, isTop = true): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = posix.join(folder, entry.name);
    if (entry.isDirectory())
      return NOT_SOURCE.test(entry.name) || (isTop && NOT_SOURCE_AT_TOP.test(entry.name)) ? [] : filesBelow(root, path, false);
    return entry.isFile() && !/\.(test|spec)\.\w+$/.test(entry.name) ? [path] : [];
  });
}

const appFile = (paths: readonly string[], source: string): string | undefined =>
  paths.find((path) => dirname(`/${path}`) === join('/', source) && /^app\.([jt]sx?|vue)$/i.test(basename(path)));

/** As Node.js finds it, from the sources up; WeChat's npm build wants it below the project. */
function installedFor(root: string, source: string): string | undefined {
  for (let folder = resolve(root, source); ; folder = dirname(folder)) {
    const found = join(folder, 'node_modules/authing-miniapp');
    if (existsSync(join(found, 'package.json'))) return found;
    if (dirname(folder) === folder) return undefined;
  }
}

/** A path from the project's folder, with `/`. */
export const pathIn = ({ root }: Pick<Project, 'root'>, path: string): string => relative(root, path).split(sep).join('/');
