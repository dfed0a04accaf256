/** What the app's own code does, or leaves out. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Finding, Place } from './finding';
import { readJson } from './json';
import type { Project } from './project';
import { ours } from './registrations';
import type { Script } from './script';

/** What every supported base library has. */
const OLDEST = [2, 24, 4];

export function checkCode(project: Project): Finding[] {
  const { kind, scripts, app, unreadable } = project;
  const registered = ours(project);
  const isConfigured = [...scripts.values()].some(({ configures }) => configures);
  const [nearMiss] = [...scripts].flatMap(([file, script]) => script.nearMisses.map(({ line }) => ({ file, line })));
  const usesCodes = registered.some(({ text }) => /login-button|phone-button/.test(text));
  return [
    // The line may be in a file that could not be read.
    ...(!isConfigured && unreadable.length === 0 ? [{ id: 'notConfigured', place: nearMiss ?? { file: app }, kind } as const] : []),
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
    ...script.secrets.map((secret) => ({ id: 'secret', place: at(secret) }) as const),
    ...script.serverInterfaces.map((address) => ({ id: 'serverInterface', place: at(address) }) as const),
    ...script.placeholders.map((placeholder) => ({ id: 'placeholder', place: at(placeholder) }) as const),
  ];
}

function checkBaseLibrary({ root }: Project): Finding[] {
  const file = 'project.config.json';
  if (!existsSync(join(root, file))) return [];
  const [found] = readJson(readFileSync(join(root, file), 'utf8')).under('libVersion');
  const numbers = typeof found?.value === 'string' && /^\d+\.\d+\.\d+$/.test(found.value) ? found.value.split('.').map(Number) : undefined;
  if (!found || !numbers) return [];
  const differing = numbers.findIndex((number, index) => number !== OLDEST[index]);
  const isOld = differing >= 0 && numbers[differing]! < OLDEST[differing]!;
  return isOld ? [{ id: 'oldBaseLibrary', place: { file, line: found.line }, version: found.value as string }] : [];
}
