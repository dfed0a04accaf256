/** What the front door says. Messages of errors are one line and say what to do next. */
import type { Texts } from './command';

export interface FrontDoorTexts {
  /** @param commands a line each */
  readonly help: (commands: string) => string;
  readonly unknownCommand: (name: string, known: readonly string[]) => string;
  readonly unknownOption: (option: string, command: string | undefined) => string;
  readonly optionWithoutValue: (option: string, command: string | undefined) => string;
  readonly badLanguage: (lang: string) => string;
}

const helpOf = (command: string | undefined): string => ['authing-miniapp', command, '--help'].filter(Boolean).join(' ');

export const frontDoorTexts: Texts<FrontDoorTexts> = {
  en: {
    help: (commands) => `Usage: authing-miniapp COMMAND [options]

${commands}

  --lang en|zh  language of what is said. Default: the system's
  --version     says the version
  --help        says this; after a command, what that command does`,
    unknownCommand: (name, known) => `There is no command "${name}". Say one of: ${known.join(', ')}.`,
    unknownOption: (option, command) => `There is no option ${option}: see ${helpOf(command)}.`,
    optionWithoutValue: (option, command) => `${option} needs a value: see ${helpOf(command)}.`,
    badLanguage: (lang) => `--lang ${lang} is neither en nor zh: say one of them.`,
  },
  zh: {
    help: (commands) => `用法：authing-miniapp 命令 [选项]

${commands}

  --lang en|zh  输出的语言，默认跟随系统
  --version     显示版本
  --help        显示本说明；写在命令后面则说明该命令`,
    unknownCommand: (name, known) => `没有 “${name}” 这个命令。可用的命令：${known.join('、')}。`,
    unknownOption: (option, command) => `没有 ${option} 这个选项：见 ${helpOf(command)}。`,
    optionWithoutValue: (option, command) => `${option} 需要一个值：见 ${helpOf(command)}。`,
    badLanguage: (lang) => `--lang ${lang} 既不是 en 也不是 zh：请二选一。`,
  },
};
