/** The files of a component: its JSON, and every component and template it pulls in. */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fromRoot, miniProgramRoot, readJson, resolvePackage } from './app-modules';

/** A component's JSON file, as far as the engines read it. */
export interface ComponentConfig {
  component?: boolean;
  usingComponents: Record<string, string>;
  styleIsolation?: string;
  componentGenerics?: Record<string, true | { default?: string }>;
  componentPlaceholder?: Record<string, string>;
  pureDataPattern?: string;
}

/**
 * `component` with the absolute path (without extension) of every component it uses, those that app.json gives to all included. Throws when
 * there is no such component.
 */
export function readComponent(component: string): ComponentConfig {
  const file = `${component}.json`;
  const directory = path.dirname(component);
  const root = miniProgramRoot(directory);
  const config = existsSync(file) ? (readJson(file) as Partial<ComponentConfig>) : withoutConfig(component, root);
  const global = root === undefined ? {} : resolved(readAppConfig(root).usingComponents ?? {}, root);
  // What app.json gives to every component it gives to itself too, which no template has to show.
  const others = Object.entries(global).filter(([, target]) => target !== component);
  return { ...config, usingComponents: { ...Object.fromEntries(others), ...resolved(config.usingComponents ?? {}, directory) } };
}

/** A page needs no JSON file, a component does. */
function withoutConfig(component: string, root: string | undefined): Partial<ComponentConfig> {
  const pages = root === undefined ? [] : (readAppConfig(root).pages ?? []);
  const route = path
    .relative(root ?? '', component)
    .split(path.sep)
    .join('/');
  if (pages.includes(route) && existsSync(`${component}.wxml`)) return {};
  const noComponent = `no component at ${component}: ${component}.json does not exist (is it built?)`;
  if (pages.includes(route)) throw new Error(`no page '${route}': app.json lists it, but ${component}.wxml does not exist`);
  throw new Error(pages.length === 0 ? noComponent : `no page '${route}': app.json lists ${pages.join(', ')}; and ${noComponent}`);
}

/** app.json, as far as the engines read it. */
export interface AppConfig {
  pages?: string[];
  usingComponents?: Record<string, string>;
}

/** @param root the folder that holds app.json */
export const readAppConfig = (root: string): AppConfig => readJson(path.join(root, 'app.json')) as AppConfig;

const resolved = (usingComponents: Record<string, string>, directory: string): Record<string, string> =>
  Object.fromEntries(Object.entries(usingComponents).map(([tag, target]) => [tag, resolveComponent(target, directory)]));

function resolveComponent(target: string, directory: string): string {
  const near = target.startsWith('/') ? fromRoot(target, directory) : path.resolve(directory, target);
  const found = [near, path.join(near, 'index')].find((candidate) => existsSync(`${candidate}.json`));
  return found ?? resolvePackage(target, directory);
}

/** `component` and every component it uses, however deep; dependencies first, each once. */
export function componentTree(component: string): string[] {
  const order: string[] = [];
  const seen = new Set<string>();
  const visit = (current: string): void => {
    if (seen.has(current)) return;
    seen.add(current);
    Object.values(readComponent(current).usingComponents).forEach(visit);
    order.push(current);
  };
  visit(component);
  return order;
}

/** The WXML and WXS files of `component` and of what its WXML imports, includes or loads; absolute paths. */
export function templateFiles(component: string): string[] {
  const files = new Set<string>();
  const visit = (file: string, user: string): void => {
    if (files.has(file)) return;
    if (!existsSync(file)) throw new Error(`${file} does not exist; ${user} needs it`);
    files.add(file);
    const source = readFileSync(file, 'utf8');
    const pattern = file.endsWith('.wxs')
      ? /\brequire\(\s*(["'])([^"']+)\1\s*\)/g
      : /<(?:import|include|wxs)\b[^>]*?\bsrc\s*=\s*(["'])([^"']+)\1/g;
    for (const [, , target = ''] of source.matchAll(pattern)) {
      const found = path.resolve(path.dirname(file), target);
      visit(path.extname(found) === '' ? `${found}.wxml` : found, file);
    }
  };
  visit(`${component}.wxml`, component);
  return [...files];
}

/** The deepest directory that contains all of `files`. */
export function commonDirectory(files: readonly string[]): string {
  const inside = (directory: string): boolean => files.every((file) => file.startsWith(path.join(directory, path.sep)));
  let directory = path.dirname(files[0] ?? process.cwd());
  while (!inside(directory) && directory !== path.dirname(directory)) directory = path.dirname(directory);
  return directory;
}
