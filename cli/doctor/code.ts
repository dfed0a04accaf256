/** What the app's own code does, or leaves out. */
import { existsSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import type { Finding, Place } from './finding';
import { readJson } from './json';
import { meantOption } from './options';
import type { Project } from './project';
import { ours } from './registrations';
import type { Script } from './script';

/** What every supported base library has. */
const OLDEST = [2, 24, 4];

/** What the option `lang` may be; components have a property of that name, with WeChat's. */
const LANGUAGES = ['zh-CN', 'en-US'];

export function checkCode(project: Project): Finding[] {
  const { kind, scripts, app, unreadable } = project;
  const registered = ours(project);
  const isConfigured = [...scripts.values()].some(({ configures }) => configures);
  const [nearMiss] = [...scripts].flatMap(([file, script]) =>
    script.nearMisses.map(({ line, instead }) => ({ place: { file, line }, instead })),
  );
  const usesCodes = registered.some(({ text }) => /login-button|phone-button|login-panel/.test(text));
  return [
    // The line may be in a file that could not be read.
    ...(!isConfigured && unreadable.length === 0
      ? [{ id: 'notConfigured', place: nearMiss?.place ?? { file: app }, kind, instead: nearMiss?.instead } as const]
      : []),
    ...[...scripts].flatMap(([file, script]) => checkScript(file, script, usesCodes)),
    ...checkBaseLibrary(project),
    ...unreadable,
  ];
}

/** @param usesCodes a component of the app needs login codes */
function checkScript(file: string, script: Script, usesCodes: boolean): Finding[] {
  const at = ({ line }: { readonly line: number }): Place => ({ file, line });
  return [
    ...(usesCodes ? script.logins.map((login) => ({ id: 'ownLogin', place: at(login), call: login.call }) as const) : []),
    ...script.options
      .flatMap(({ names }) => names)
      .flatMap(({ name, text, line }): Finding[] => {
        if (name === 'lang' && text !== undefined && !LANGUAGES.includes(text))
          return [{ id: 'noSuchValue', place: at({ line }), name, value: text, possible: LANGUAGES }];
        const right = meantOption(name);
        // Without an appId it is said otherwise.
        return right === undefined || right === 'appId' ? [] : [{ id: 'misspeltOption', place: at({ line }), name, right }];
      }),
    ...script.secrets.map((secret) => ({ id: 'secret', place: at(secret) }) as const),
    ...script.serverInterfaces.map((address) => ({ id: 'serverInterface', place: at(address) }) as const),
    ...script.placeholders.map((placeholder) => ({ id: 'placeholder', place: at(placeholder) }) as const),
  ];
}

/** The developer's own project.private.config.json goes before the project's; uni-app writes the latter from manifest.json. */
function checkBaseLibrary({ root, source, jsons }: Project): Finding[] {
  const manifest = posix.join(source, 'manifest.json');
  const said = [
    ...['project.private.config.json', 'project.config.json']
      .filter((file) => existsSync(join(root, file)))
      .map((file) => ({ file, version: readJson(readFileSync(join(root, file), 'utf8')).under('libVersion')[0] })),
    ...(jsons.get(manifest)?.under('mp-weixin') ?? []).map(({ entries }) => {
      const version = entries.find(({ key }) => key === 'libVersion');
      return { file: manifest, version: version && { value: version.text, line: version.line } };
    }),
  ];
  const first = said.find(({ version }) => version !== undefined);
  if (!first?.version || typeof first.version.value !== 'string' || !isOld(first.version.value)) return [];
  return [{ id: 'oldBaseLibrary', place: { file: first.file, line: first.version.line }, version: first.version.value }];
}

function isOld(version: string): boolean {
  if (!/^\d+\.\d+\.\d+$/.test(version)) return false;
  const numbers = version.split('.').map(Number);
  const differing = numbers.findIndex((number, index) => number !== OLDEST[index]);
  return differing >= 0 && numbers[differing]! < OLDEST[differing]!;
}
