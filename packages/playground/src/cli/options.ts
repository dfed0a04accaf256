/** What the command was told: folder, port, language. */
import { parseArgs } from 'node:util';
import type { Language } from '../compile/problem-texts';
import { commandTextsIn, type CommandTexts } from './texts';

export interface CommandOptions {
  /** The mini program's. Default: the working directory. */
  folder: string;
  port: number;
  open: boolean;
  language: Language;
  /** Only says something, and ends. */
  only?: 'help' | 'version';
}

/** The command line makes no sense; the message says in one line what would. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

export const DEFAULT_PORT = 8090;

const known = {
  port: { type: 'string' },
  lang: { type: 'string' },
  open: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
  version: { type: 'boolean', short: 'v' },
} as const;

/** @throws UsageError in the language asked for */
export function readOptions(args: readonly string[], environment: Readonly<Record<string, string | undefined>>): CommandOptions {
  const { values, positionals, tokens } = parseArgs({
    args: [...args],
    options: known,
    allowPositionals: true,
    strict: false,
    tokens: true,
  });
  const { lang, port } = values;
  const language = lang === undefined ? systemLanguage(environment) : languageOf(lang);
  const texts = commandTextsIn(language ?? systemLanguage(environment));
  const unknown = tokens.find((token) => token.kind === 'option' && !(token.name in known));
  if (unknown?.kind === 'option') throw new UsageError(texts.unknownOption(unknown.rawName));
  if (language === undefined) throw new UsageError(texts.badLanguage(String(lang)));
  if (positionals.length > 1) throw new UsageError(texts.oneFolder);
  return {
    folder: positionals[0] ?? '.',
    port: port === undefined ? DEFAULT_PORT : portFrom(port, texts),
    open: values.open === true,
    language,
    ...(values.version === true && { only: 'version' as const }),
    ...(values.help === true && { only: 'help' as const }),
  };
}

function portFrom(text: string | boolean, texts: CommandTexts): number {
  const port = typeof text === 'string' && text.trim() !== '' ? Number(text) : NaN;
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new UsageError(texts.badPort(String(text)));
  return port;
}

function languageOf(lang: string | boolean): Language | undefined {
  if (typeof lang !== 'string') return undefined;
  return /^zh\b|^zh_/i.test(lang) ? 'zh_CN' : /^en\b|^en_/i.test(lang) ? 'en' : undefined;
}

/** As POSIX decides it; where nothing is set (Windows), as the system is set. */
function systemLanguage({ LC_ALL, LC_MESSAGES, LANG }: Readonly<Record<string, string | undefined>>): Language {
  const locale = LC_ALL || LC_MESSAGES || LANG || Intl.DateTimeFormat().resolvedOptions().locale;
  return /^zh/i.test(locale) ? 'zh_CN' : 'en';
}
