import type { Texts } from '../command';

export interface CopyTexts {
  readonly help: string;
  readonly noFolder: string;
  readonly oneFolder: string;
  readonly noProject: (folder: string) => string;
  readonly noPackage: (folder: string) => string;
  /** @param forcing the command that does it all the same */
  readonly noList: (path: string, forcing: string) => string;
  readonly noDirectory: (path: string) => string;
  readonly notReadable: (path: string, code: string) => string;
  readonly notWritable: (path: string, code: string) => string;
  readonly kinds: Readonly<Record<'added' | 'updated' | 'removed' | 'foreign', string>>;
  readonly refused: (count: number, folder: string, forcing: string) => string;
  readonly done: (
    version: string,
    folder: string,
    counts: Readonly<Record<'added' | 'updated' | 'unchanged' | 'removed', number>>,
  ) => string;
}

export const copyTexts: Texts<CopyTexts> = {
  en: {
    help: `Usage: authing-miniapp copy FOLDER
       authing-miniapp copy --uni-modules [PROJECT]

Puts the components where uni-app takes native components from: it finds none in node_modules. Offline. Called again, it brings the
folder up to date: adds, updates, and removes what an older version left there. It never touches a file that it did not write, or
that was changed since: it then changes nothing, names those files and ends with 1. authing-miniapp.sha256 in the folder lists what
it wrote.

FOLDER: src/wxcomponents/authing-miniapp in a project of uni-app's command line.

  --uni-modules  writes PROJECT/uni_modules/authing-miniapp, for HBuilderX. PROJECT is the folder of pages.json, or the one
                 above its src; default: this one
  --force        overwrites and deletes those files, too
  --lang en|zh   language of what is said. Default: the system's
  --help         says this

Ends with 0 when the folder is as it should be, 1 when not, 2 when the options make no sense.`,
    noFolder: 'Say which folder: authing-miniapp copy src/wxcomponents/authing-miniapp, or authing-miniapp copy --uni-modules.',
    oneFolder: 'More than one folder: say one.',
    noProject: (folder) => `No pages.json in ${folder} or its src: say the folder of a uni-app project.`,
    noPackage: (folder) => `There are no components in ${folder}: install authing-miniapp again.`,
    noList: (path, forcing) => `${path} is no list that this command wrote: delete it if nobody needs it, or say ${forcing}`,
    noDirectory: (path) => `${path} is a file: say a folder.`,
    notReadable: (path, code) => `${path} cannot be read (${code}): let your user read it, and call again.`,
    notWritable: (path, code) => `${path} cannot be written (${code}): let your user write it, or say another folder, and call again.`,
    kinds: { added: 'added', updated: 'updated', removed: 'removed', foreign: 'not ours' },
    refused: (count, folder, forcing) =>
      count === 1
        ? `Nothing was changed in ${folder}: the file above was not written by this command, or changed since. Move it away, or lose it: ${forcing}`
        : `Nothing was changed in ${folder}: the ${count} files above were not written by this command, or changed since. Move them away, or lose them: ${forcing}`,
    done: (version, folder, { added, updated, unchanged, removed }) =>
      `authing-miniapp ${version} is in ${folder}: ${added} added, ${updated} updated, ${unchanged} unchanged, ${removed} removed.`,
  },
  zh: {
    help: `用法：authing-miniapp copy 目录
      authing-miniapp copy --uni-modules [项目]

把组件放到 uni-app 读取原生组件的地方：它不会到 node_modules 里找。无需联网。再次运行会把目录更新到当前版本：新增、更新，
并删除旧版本留下的文件。不是它写的、或写后被改过的文件，它不会碰：此时什么也不改，列出这些文件，以 1 结束。
目录里的 authing-miniapp.sha256 记录它写过的文件。

目录：uni-app 命令行项目里的 src/wxcomponents/authing-miniapp。

  --uni-modules  写到 项目/uni_modules/authing-miniapp，供 HBuilderX 使用。项目是 pages.json 所在的目录，或其 src 的上一级；
                 默认为当前目录
  --force        连这些文件也覆盖和删除
  --lang en|zh   输出的语言，默认跟随系统
  --help         显示本说明

目录符合要求时以 0 结束，否则为 1，选项有误时为 2。`,
    noFolder: '请给出目录：authing-miniapp copy src/wxcomponents/authing-miniapp，或 authing-miniapp copy --uni-modules。',
    oneFolder: '给出了多个目录：请只给一个。',
    noProject: (folder) => `${folder} 及其 src 里没有 pages.json：请给出 uni-app 项目的目录。`,
    noPackage: (folder) => `${folder} 里没有组件：请重新安装 authing-miniapp。`,
    noList: (path, forcing) => `${path} 不是本命令写的清单：如果没人需要它就删掉，或运行 ${forcing}`,
    noDirectory: (path) => `${path} 是文件：请给出目录。`,
    notReadable: (path, code) => `无法读取 ${path}（${code}）：请让当前用户可读，然后重新运行。`,
    notWritable: (path, code) => `无法写入 ${path}（${code}）：请让当前用户可写，或换一个目录，然后重新运行。`,
    kinds: { added: '新增', updated: '更新', removed: '删除', foreign: '非本命令所写' },
    refused: (count, folder, forcing) =>
      `${folder} 没有任何改动：上面 ${count} 个文件不是本命令写的，或写后被改过。请移走${count === 1 ? '它' : '它们'}，或放弃${count === 1 ? '它' : '它们'}：${forcing}`,
    done: (version, folder, { added, updated, unchanged, removed }) =>
      `authing-miniapp ${version} 已在 ${folder}：新增 ${added}，更新 ${updated}，未变 ${unchanged}，删除 ${removed}。`,
  },
};
