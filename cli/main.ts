#!/usr/bin/env node
/** `npx authing-miniapp COMMAND`: the front door. */
import { parseArgs } from 'node:util';
import { Failure, UsageError, type Call, type Command, type Language } from './command';
import { copy } from './copy/command';
import { doctor } from './doctor/command';
import { readManifest } from './package';
import { frontDoorTexts } from './texts';

/** By name, in the order of the help. */
const commands: Readonly<Record<string, Command>> = { copy, doctor };

/** Options of every command. */
const common = { help: { type: 'boolean', short: 'h' }, version: { type: 'boolean', short: 'v' }, lang: { type: 'string' } } as const;

const say = (text: string): void => void process.stdout.write(`${text}\n`);

async function main(args: readonly string[]): Promise<number> {
  // The name may stand anywhere: `--lang zh copy FOLDER`.
  const { name, rest } = commandName(args);
  const command = name === undefined ? undefined : commands[name];
  const own = Object.entries(command?.options ?? {}).map(([option, type]) => [option, { type }] as const);
  const { values, positionals, tokens } = parseArgs({
    args: rest,
    options: { ...common, ...Object.fromEntries(own) },
    allowPositionals: true,
    strict: false,
    tokens: true,
  });
  const language = languageOf(values.lang);
  const texts = frontDoorTexts[language];
  if (values.version === true) return done(readManifest().version);
  if (name !== undefined && !command) throw new UsageError(texts.unknownCommand(name, Object.keys(commands)));
  for (const token of tokens) {
    if (token.kind !== 'option') continue;
    if (token.name !== 'lang' && !(token.name in common) && !(token.name in (command?.options ?? {})))
      throw new UsageError(texts.unknownOption(token.rawName, name));
    if (typeof values[token.name] === 'boolean' && command?.options[token.name] === 'string')
      throw new UsageError(texts.optionWithoutValue(token.rawName, name));
  }
  if (!command) {
    const list = Object.entries(commands).map(([each, { summary }]) => `  ${each.padEnd(10)}${summary[language]}`);
    return done(texts.help(list.join('\n')));
  }
  if (values.help === true) return done(command.help[language]);
  return command.run({ positionals, options: values as Call['options'], language, say });
}

const done = (text: string): number => {
  say(text);
  return 0;
};

/** The first argument that is no option, nor the value of `--lang`. */
function commandName(args: readonly string[]): { name?: string; rest: string[] } {
  const at = args.findIndex((arg, index) => !arg.startsWith('-') && args[index - 1] !== '--lang');
  return at < 0 ? { rest: [...args] } : { name: args[at]!, rest: args.filter((_, index) => index !== at) };
}

/** As told, else as POSIX decides it; where nothing is set (Windows), as the system is set. */
function languageOf(told: string | boolean | undefined): Language {
  const { LC_ALL, LC_MESSAGES, LANG } = process.env;
  const system = /^zh/i.test(LC_ALL || LC_MESSAGES || LANG || Intl.DateTimeFormat().resolvedOptions().locale) ? 'zh' : 'en';
  if (told === undefined) return system;
  if (typeof told === 'string' && /^(en|zh)\b|^(en|zh)_/i.test(told)) return told.slice(0, 2).toLowerCase() as Language;
  throw new UsageError(frontDoorTexts[system].badLanguage(String(told)));
}

main(process.argv.slice(2)).then(
  (code) => (process.exitCode = code),
  (error: unknown) => {
    // Whoever reads this can do nothing with a trace, nor when the system refuses something.
    const expected = error instanceof UsageError || error instanceof Failure || (error instanceof Error && 'syscall' in error);
    console.error(expected ? error.message : error);
    process.exitCode = error instanceof UsageError ? 2 : 1;
  },
);
