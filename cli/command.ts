/** What each command of `authing-miniapp` is made of, and how it ends. */

export type Language = 'en' | 'zh';

/** What a command says, in both languages of the same form. */
export type Texts<T> = Readonly<Record<Language, T>>;

/** As node:util's parseArgs names the two kinds of option. */
export type OptionKind = 'string' | 'boolean';

export interface Call {
  /** What stands after the command's name and is no option. */
  readonly positionals: readonly string[];
  /** What was said of the command's own options: a text, or true. */
  readonly options: Readonly<Record<string, string | true | undefined>>;
  readonly language: Language;
  /** Writes a line to standard output. */
  say(line: string): void;
}

export interface Command {
  /** One line, for the list of commands. */
  readonly summary: Texts<string>;
  /** What `authing-miniapp NAME --help` says. */
  readonly help: Texts<string>;
  /** Its own options, without dashes; `help` and `lang` every command has. */
  readonly options: Readonly<Record<string, OptionKind>>;
  /**
   * @returns the process's exit code: 0 when all is well, 1 when it is not
   * @throws UsageError (exit code 2) when the call makes no sense, Failure (1) when it cannot be done
   */
  run(call: Call): number | Promise<number>;
}

/** The command line makes no sense; the message says in one line what would. */
export class UsageError extends Error {}

/** What was asked for cannot be done; the message says why, and what to do next. */
export class Failure extends Error {}
