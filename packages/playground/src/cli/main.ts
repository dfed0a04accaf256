#!/usr/bin/env node
/** `authing-miniapp-playground [folder]`: shows a mini program in the browser until Ctrl-C. */
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { BackendState } from '../backend/protocol';
import { ProjectFiles } from '../compile/project-files';
import { createPlaygroundServer, type PlaygroundServer } from '../server';
import { readOptions, UsageError, type CommandOptions } from './options';
import { commandTextsIn, type CommandTexts } from './texts';

async function main(): Promise<void> {
  const options = readOptions(process.argv.slice(2), process.env);
  const texts = commandTextsIn(options.language);
  if (options.only === 'help') return console.log(texts.help);
  if (options.only === 'version') return console.log(ownVersion());
  const server = await start(options, texts);
  // Before anybody is told that Ctrl-C ends it.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    process.once(signal, () => void server.close().then(() => process.exit(0), fail));
  tell(server, options, texts);
  if (options.open) openBrowser(server.url, () => console.log(texts.cannotOpen(server.url)));
}

async function start({ folder, port, language }: CommandOptions, texts: CommandTexts): Promise<PlaygroundServer> {
  if (!new ProjectFiles(folder).exists('app.json')) throw new Error(texts.noMiniProgram(path.resolve(folder)));
  return createPlaygroundServer({ project: folder, port, language }).catch((error: NodeJS.ErrnoException) => {
    throw error.syscall === 'listen' ? new Error(texts.noPort(port), { cause: error }) : error;
  });
}

function tell({ backend, pages, problems, url }: PlaygroundServer, { folder, port }: CommandOptions, texts: CommandTexts): void {
  const { authing } = backend.state;
  const taken = Number(new URL(url).port);
  if (port !== 0 && taken !== port) console.log(texts.otherPort(port, taken));
  console.log(texts.started(url, path.resolve(folder), pages));
  console.log(texts.authing(authing.url, authing.host));
  const lacks = problems.filter(({ severity }) => severity === 'unsupported').length;
  if (lacks > 0) console.log(texts.lacks(lacks));
  console.log(texts.notYet);
  console.log(texts.end);
  const told = new Set(namesOf(authing, texts));
  backend.onChange(() => {
    for (const line of namesOf(backend.state.authing, texts)) {
      if (!told.has(line)) console.log(line);
      told.add(line);
    }
  });
}

/** What Authing has since somebody named it, a line each. */
const namesOf = ({ appIds, identitySources }: BackendState['authing'], texts: CommandTexts): string[] => [
  ...appIds.map(texts.newApp),
  ...identitySources.map(texts.newIdentitySource),
];

const ownVersion = (): string =>
  (JSON.parse(readFileSync(path.join(__dirname, '../../package.json'), 'utf8')) as { version: string }).version;

const openers: Partial<Record<NodeJS.Platform, string>> = { darwin: 'open', win32: 'explorer' };

function openBrowser(url: string, failed: () => void): void {
  const child = spawn(openers[process.platform] ?? 'xdg-open', [url], { detached: true, stdio: 'ignore' });
  child.once('error', failed);
  child.unref();
}

function fail(error: unknown): void {
  console.error(error instanceof Error ? error.message : error);
  process.exit(error instanceof UsageError ? 2 : 1);
}

main().catch(fail);
