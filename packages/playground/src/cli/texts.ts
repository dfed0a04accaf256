/** What the command says, in English and Chinese. Messages of errors are one line and say what to do next. */
import type { Language } from '../compile/problem-texts';

const english = {
  help: `Usage: authing-miniapp-playground [folder] [options]

Runs a WeChat mini program in the browser, on models of WeChat and of Authing's server that run on this computer.
folder: where its app.json is, or the project.config.json that says where. Default: this one.

  --port N     port on 127.0.0.1; the next free one when it is in use. Default 8090, 0 takes any
  --open       opens the browser
  --lang en|zh language of this command. Default: the system's
  --version    says the version
  --help       says this

Ends with 0 after Ctrl-C, 1 when the mini program cannot be shown, 2 when the options make no sense.`,
  unknownOption: (option: string) => `There is no option ${option}: see --help.`,
  badLanguage: (lang: string) => `--lang ${lang} is neither en nor zh: say one of them.`,
  badPort: (port: string) => `--port ${port} is no port: say a number from 0 to 65535.`,
  oneFolder: 'More than one folder: say the one that holds app.json.',
  noMiniProgram: (folder: string) =>
    `No app.json in ${folder}: say the folder of a mini program, or run "npm run build" first if a framework makes it.`,
  noPort: (port: number) => `No free port from ${port} on: say another one with --port.`,
  otherPort: (wanted: number, port: number) => `Port ${wanted} is in use: ${port} is taken instead.`,
  started: (url: string, folder: string, pages: number) =>
    `\n  ${folder} (${pages} ${pages === 1 ? 'page' : 'pages'}) is at\n\n      ${url}\n`,
  authing: (url: string, host: string) =>
    `  Authing is at ${url}. It stands in for ${host} and for any other host that your mini program\n  names to Authing's SDK, and knows every appId and every extIdpConnIdentifier: no account is needed, nothing leaves this computer.`,
  newApp: (appId: string) => `Authing has the application ${appId} now.`,
  newIdentitySource: (identifier: string) => `Authing has the mini-program identity source ${identifier} now (extIdpConnIdentifier).`,
  lacks: (count: number) => `  This mini program uses ${count} ${count === 1 ? 'thing' : 'things'} that the playground lacks, named above.`,
  notYet:
    '  Not in the playground yet: other servers than Authing, plugins, workers, cloud development, Skyline, maps, video, canvas.\n' +
    '  Whatever a mini program uses of it is named here and in the browser under “Notices”.',
  end: '  It reloads when a file changes. Ctrl-C ends it.\n',
  cannotOpen: (url: string) => `No browser could be opened: open ${url} yourself.`,
};

export type CommandTexts = typeof english;

const chinese: CommandTexts = {
  help: `用法：authing-miniapp-playground [目录] [选项]

在浏览器里运行微信小程序，微信与 Authing 服务端都是本机上的模型。
目录：app.json 所在的目录，或由其中的 project.config.json 指明位置的目录。默认为当前目录。

  --port N     127.0.0.1 上的端口，被占用时用下一个空闲的。默认 8090，0 表示任意
  --open       打开浏览器
  --lang en|zh 本命令的语言，默认跟随系统
  --version    显示版本
  --help       显示本说明

Ctrl-C 结束后退出码为 0，小程序无法运行时为 1，选项有误时为 2。`,
  unknownOption: (option) => `没有 ${option} 这个选项：见 --help。`,
  badLanguage: (lang) => `--lang ${lang} 既不是 en 也不是 zh：请二选一。`,
  badPort: (port) => `--port ${port} 不是端口：请给出 0 到 65535 之间的数字。`,
  oneFolder: '给出了多个目录：请只给 app.json 所在的那个。',
  noMiniProgram: (folder) => `${folder} 里没有 app.json：请给出小程序的目录；如果它由框架生成，请先运行 npm run build。`,
  noPort: (port) => `从 ${port} 起没有空闲端口：请用 --port 换一个。`,
  otherPort: (wanted, port) => `端口 ${wanted} 已被占用，改用 ${port}。`,
  started: (url, folder, pages) => `\n  ${folder}（${pages} 个页面）的地址\n\n      ${url}\n`,
  authing: (url, host) =>
    `  Authing 在 ${url}，它代替 ${host}，以及小程序交给 Authing SDK 的任何其他地址，\n  并且认识所有 appId 和 extIdpConnIdentifier：不需要账号，数据不离开这台电脑。`,
  newApp: (appId) => `Authing 现在有了应用 ${appId}。`,
  newIdentitySource: (identifier) => `Authing 现在有了小程序身份源 ${identifier}（extIdpConnIdentifier）。`,
  lacks: (count) => `  这个小程序用到了 ${count} 处浏览器预览没有的能力，已在上面列出。`,
  notYet:
    '  浏览器预览还没有：Authing 以外的服务器、插件、Worker、云开发、Skyline、地图、视频、画布。\n' +
    '  小程序用到哪一项，这里和浏览器的“提示”里都会点名。',
  end: '  文件改动后自动重新加载。Ctrl-C 结束。\n',
  cannotOpen: (url) => `无法打开浏览器：请自行打开 ${url}。`,
};

export const commandTextsIn = (language: Language): CommandTexts => (language === 'en' ? english : chinese);
