import type { Texts } from '../command';
import type { Finding, FindingId, Kind } from './finding';

/** What is wrong, and what to do about it. */
type Said = readonly [wrong: string, remedy: string];

export interface DoctorTexts {
  readonly help: string;
  readonly oneProject: string;
  readonly noProject: (folder: string) => string;
  readonly kinds: Readonly<Record<'problem' | 'hint', string>>;
  readonly summary: (version: string, kind: Kind, counts: { readonly problems: number; readonly hints: number }) => string;
  readonly says: { readonly [id in FindingId]: (finding: Finding & { readonly id: id }) => Said };
}

const APP_LINE = "App({ authing: { appId: 'YOUR_APP_ID' } })";
const CONFIGURE_LINES = "import { configureAuthing } from 'authing-miniapp'; configureAuthing({ appId: 'YOUR_APP_ID' });";
const GLOBAL_DATA = "globalData: { authing: { appId: 'YOUR_APP_ID' } }";

/** The line that configures, by what the project is written in. */
const configuringLine: Readonly<Record<Kind, string>> = {
  native: APP_LINE,
  'weapp-vite': APP_LINE,
  taro: CONFIGURE_LINES,
  'uni-app': `defineOptions({ ${GLOBAL_DATA} });`,
  hbuilderx: `export default { ${GLOBAL_DATA} };`,
};

const path = (kind: Kind): string =>
  ({
    'uni-app': '/wxcomponents/authing-miniapp',
    hbuilderx: '/uni_modules/authing-miniapp/wxcomponents',
    native: 'authing-miniapp',
    'weapp-vite': 'authing-miniapp',
    taro: 'authing-miniapp',
  })[kind];

const registration = (kind: Kind): string => `"usingComponents": { "login-button": "${path(kind)}/components/login-button/index" }`;

const BUILD_NPM: Texts<string> = { en: 'WeChat DevTools: Tools → Build npm', zh: '微信开发者工具：工具 → 构建 npm' };

export const doctorTexts: Texts<DoctorTexts> = {
  en: {
    help: `Usage: authing-miniapp doctor [PROJECT]

Reads a mini program's project (native, weapp-vite, Taro, uni-app with its command line or in HBuilderX) and names what is wrong with
authing-miniapp in it: the file, the line, and what to change. Offline; runs nothing of the project and changes nothing in it.

PROJECT: the folder of package.json or project.config.json; in HBuilderX that of pages.json. Default: this one

  --lang en|zh   language of what is said. Default: the system's
  --help         says this

Ends with 0 when nothing is wrong (hints may be right as they are), 1 when something is, 2 when the options make no sense.`,
    oneProject: 'More than one project: say one.',
    noProject: (folder) => `There is no mini program in ${folder}: say the folder of package.json or project.config.json.`,
    kinds: { problem: 'wrong', hint: 'hint ' },
    summary: (version, kind, { problems, hints }) =>
      `authing-miniapp ${version}, ${kind}: ${problems} wrong, ${hints} ${hints === 1 ? 'hint' : 'hints'}.` +
      (problems === 0
        ? " Not to be seen from here: in WeChat's console, Authing's address has to be a request and uploadFile domain."
        : ''),
    says: {
      notInstalled: () => ['authing-miniapp is not installed.', 'npm install authing-miniapp'],
      notUsed: ({ kind }) => [
        'No component of authing-miniapp is registered, and nothing is imported from it.',
        `On a page: ${registration(kind)}`,
      ],
      importNotInstalled: ({ right }) => [
        'authing-miniapp is not installed: this import finds nothing.',
        `npm install authing-miniapp, or with a copy of the components: "${right}"`,
      ],
      brokenJson: () => ['This is no JSON from here on: nothing else was looked at.', 'Correct its syntax.'],
      refusedJson: () => [
        "WeChat's compiler refuses this: JSON has no comments, no comma after the last value, and is never empty.",
        'Correct its syntax.',
      ],
      incompleteBuild: () => ['This component is missing in the npm build: the page shows nothing in its place.', BUILD_NPM.en],
      incomplete: ({ others, command }) => [`This file of the copy is missing${others > 0 ? `, and ${others} more` : ''}.`, command],
      changed: ({ others, command }) => [
        `This file of the copy was changed since it was written${others > 0 ? `, and ${others} more` : ''}.`,
        `Unless that was meant: ${command} --force`,
      ],
      devDependency: () => [
        "authing-miniapp is a devDependency: WeChat's npm build takes dependencies only.",
        'npm install authing-miniapp --save-prod',
      ],
      noNpmBuild: () => ['There is no npm build of authing-miniapp: WeChat finds no component.', BUILD_NPM.en],
      noCopy: ({ command }) => [
        'The components are not in the project: uni-app takes them from there, and not from node_modules.',
        command,
      ],
      otherVersion: ({ found, installed, command = BUILD_NPM.en }) => [
        `This copy is of version ${found}, ${installed} is installed.`,
        command,
      ],
      npmPathInUniApp: ({ path, right }) => [`"${path}": uni-app finds no native component in npm packages.`, `"${right}"`],
      noSuchComponent: ({ path, right }) => [`"${path}" leads to no component; the page shows nothing in its place.`, `"${right}"`],
      taroVite: () => ["Taro's Vite runner does not compile components from npm.", "compiler: 'webpack5'"],
      taroLinked: () => [
        'The package is not a folder in node_modules of this project (pnpm, a monorepo, a link), or a folder above has npm in its name: the pages that Taro writes do not find its components.',
        'With pnpm, in .npmrc: node-linker=hoisted, then pnpm install; else move the project.',
      ],
      taroOrder: ({ before }) => [
        `It stands after "${before}", which is of no package: from there on Taro leaves the paths of this computer in the page's JSON, and phones find nothing.`,
        'Name the components of packages first.',
      ],
      notRegistered: ({ tag, json }) => [
        `<${tag}> is registered neither in ${json} nor in app.json; WeChat shows nothing in its place.`,
        `${json}: "usingComponents": { "${tag}": "authing-miniapp/components/${tag}/index" }`,
      ],
      notConfigured: ({ kind, instead }) => [
        `${instead === undefined ? 'Nothing says' : `${instead} is not appId, so nothing says`} which Authing application it is: the first tap ends in not_configured.`,
        configuringLine[kind],
      ],
      ownLogin: ({ call }) => [
        `${call}() of the app beside login-button, phone-button or login-panel: each call may make the code that is ready for the next tap worthless (session_key).`,
        'Take the user from the login event (of login-panel: done), or from onAuthStateChange, and leave this call out.',
      ],
      misspeltTag: ({ tag, right }) => [`<${tag}> is registered nowhere; WeChat shows nothing in its place.`, `Did you mean <${right}>?`],
      misspeltOption: ({ name, right }) => [`There is no option ${name}: nobody reads it.`, `Did you mean ${right}?`],
      misspeltProperty: ({ tag, name, right }) => [`<${tag}> has no property ${name}: nobody reads it.`, `Did you mean ${right}?`],
      misspeltEvent: ({ tag, name, right }) => [`<${tag}> tells no ${name}: the listener is never called.`, `Did you mean ${right}?`],
      noSuchValue: ({ name, value, possible }) => [`${name}="${value}" is no value that there is.`, `One of: ${possible.join(', ')}.`],
      textIsTrue: ({ name }) => [
        `${name}="false" is on: a text that is not empty is true.`,
        `${name}="{{false}}" in WXML, :${name}="false" in Vue, ${name}={false} in JSX`,
      ],
      noConnection: ({ asked }) => [
        `${asked} without extIdpConnIdentifier: no sheet opens, and the tap ends in not_configured.`,
        "authing: { appId, extIdpConnIdentifier: '…' }, the unique identifier of the mini-program identity source in Authing's console",
      ],
      agreementUnheard: ({ tag, listener }) => [
        `<${tag}> asks people to agree, but nobody hears agreement: the names of the documents open nothing.`,
        `${listener}, which opens the document by detail.index`,
      ],
      agreeUnheard: ({ tag, listener }) => [
        `<${tag}> asks people to agree, but nobody hears agree: unless the page learns of it otherwise, the next tap asks again.`,
        `${listener}, which makes agreed true and keeps it`,
      ],
      unreadProperty: ({ tag, name }) => [`<${tag}> has no property ${name}: nobody reads it.`, 'Leave it out.'],
      secret: () => [
        'An AppSecret in the mini program: whoever has it can act as your app, and everybody can read it here.',
        "Remove it, and reset it in WeChat's console; it belongs into Authing's console.",
      ],
      serverInterface: () => [
        'api.weixin.qq.com cannot be called from a mini program, and needs the AppSecret, which must not be in one.',
        'Remove it: Authing exchanges the login code.',
      ],
      placeholder: () => ["appId is 'YOUR_APP_ID'.", "The App ID of your application in Authing's console."],
      registeredForAll: () => [
        'With lazyCodeLoading, a component that app.json names is loaded for every page.',
        'Register it in the JSON of the pages that show it.',
      ],
      oldBaseLibrary: ({ version }) => [
        `DevTools runs base library ${version}; authing-miniapp is made for 2.24.4 and newer.`,
        '"libVersion": "2.24.4" or newer',
      ],
      unreadable: () => ['This file could not be read: what is in it was not looked at.', 'Correct its syntax.'],
      consentColour: ({ name, selector }) => [
        `${selector} hands ${name} to no dialog: what asks for consent stands at the page's root.`,
        `page { ${name}: … }`,
      ],
      notRead: ({ format }) => [
        `${format} is not read: the components in it were not looked at.`,
        "Compare their properties and events with each component's README.",
      ],
    },
  },
  zh: {
    help: `用法：authing-miniapp doctor [项目]

读取一个小程序项目（原生、weapp-vite、Taro、uni-app 命令行或 HBuilderX），指出其中 authing-miniapp 的用法有何错误：文件、行号、
如何修改。无需联网；不运行也不修改项目里的任何东西。

项目：package.json 或 project.config.json 所在的目录；HBuilderX 则为 pages.json 所在的目录。默认为当前目录

  --lang en|zh   输出的语言，默认跟随系统
  --help         显示本说明

没有错误时以 0 结束（提示不一定是错），有错误时为 1，选项有误时为 2。`,
    oneProject: '给出了多个项目：请只给一个。',
    noProject: (folder) => `${folder} 里没有小程序：请给出 package.json 或 project.config.json 所在的目录。`,
    kinds: { problem: '错误', hint: '提示' },
    summary: (version, kind, { problems, hints }) =>
      `authing-miniapp ${version}，${kind}：${problems} 个错误，${hints} 个提示。` +
      (problems === 0 ? '此处看不到的：微信公众平台里，Authing 的地址须加入 request 与 uploadFile 合法域名。' : ''),
    says: {
      notInstalled: () => ['没有安装 authing-miniapp。', 'npm install authing-miniapp'],
      notUsed: ({ kind }) => ['没有注册 authing-miniapp 的任何组件，也没有引入它。', `在页面中：${registration(kind)}`],
      importNotInstalled: ({ right }) => [
        '没有安装 authing-miniapp：这个引入找不到任何东西。',
        `npm install authing-miniapp，或在有组件副本时："${right}"`,
      ],
      brokenJson: () => ['从这里起不是 JSON：其余的都没有检查。', '请改正其语法。'],
      refusedJson: () => ['微信的编译器不接受：JSON 不能有注释、末尾多余的逗号，也不能为空。', '请改正其语法。'],
      incompleteBuild: () => ['构建的 npm 里缺少这个组件：页面上什么也不会显示。', BUILD_NPM.zh],
      incomplete: ({ others, command }) => [`副本里缺少这个文件${others > 0 ? `，还缺另外 ${others} 个` : ''}。`, command],
      changed: ({ others, command }) => [
        `副本里的这个文件在写入后被改过${others > 0 ? `，另有 ${others} 个也是` : ''}。`,
        `若非有意：${command} --force`,
      ],
      devDependency: () => [
        'authing-miniapp 写在 devDependencies 里：微信的“构建 npm”只处理 dependencies。',
        'npm install authing-miniapp --save-prod',
      ],
      noNpmBuild: () => ['没有构建 authing-miniapp：微信找不到组件。', BUILD_NPM.zh],
      noCopy: ({ command }) => ['项目里没有组件：uni-app 从项目里读取，不会到 node_modules 里找。', command],
      otherVersion: ({ found, installed, command = BUILD_NPM.zh }) => [`这份副本是 ${found} 版，安装的是 ${installed}。`, command],
      npmPathInUniApp: ({ path, right }) => [`"${path}"：uni-app 不会到 npm 包里找原生组件。`, `"${right}"`],
      noSuchComponent: ({ path, right }) => [`"${path}" 不指向任何组件，页面上什么也不会显示。`, `"${right}"`],
      taroVite: () => ['Taro 的 Vite 编译不处理来自 npm 的组件。', "compiler: 'webpack5'"],
      taroLinked: () => [
        '这个包不是本项目 node_modules 里的真实目录（pnpm、monorepo 或链接），或上层目录名里有 npm：Taro 输出的页面找不到它的组件。',
        '使用 pnpm 时，在 .npmrc 中写 node-linker=hoisted，再运行 pnpm install；否则换个目录',
      ],
      taroOrder: ({ before }) => [
        `它排在 "${before}" 之后，而后者不是 npm 包的组件：从那里起，Taro 在页面 JSON 里留下的是这台电脑上的路径，手机上找不到。`,
        '请把 npm 包的组件写在最前面。',
      ],
      notRegistered: ({ tag, json }) => [
        `<${tag}> 既没有在 ${json} 也没有在 app.json 中注册，微信什么也不会显示。`,
        `${json}："usingComponents": { "${tag}": "authing-miniapp/components/${tag}/index" }`,
      ],
      notConfigured: ({ kind, instead }) => [
        `${instead === undefined ? '' : `${instead} 不是 appId：`}没有任何地方说明是哪个 Authing 应用，第一次点击会以 not_configured 结束。`,
        configuringLine[kind],
      ],
      ownLogin: ({ call }) => [
        `应用自己在 login-button、phone-button、login-panel 之外调用 ${call}()：每次调用都可能使为下一次点击准备好的凭证失效（session_key）。`,
        '请从 login 事件（login-panel 为 done）或 onAuthStateChange 取得用户，去掉这个调用。',
      ],
      misspeltTag: ({ tag, right }) => [`<${tag}> 没有在任何地方注册，微信什么也不会显示。`, `是否想写 <${right}>？`],
      misspeltOption: ({ name, right }) => [`没有 ${name} 这个选项：不会被读取。`, `是否想写 ${right}？`],
      misspeltProperty: ({ tag, name, right }) => [`<${tag}> 没有 ${name} 这个属性：不会被读取。`, `是否想写 ${right}？`],
      misspeltEvent: ({ tag, name, right }) => [`<${tag}> 没有 ${name} 这个事件：处理函数永远不会被调用。`, `是否想写 ${right}？`],
      noSuchValue: ({ name, value, possible }) => [`${name}="${value}"：没有这个值。`, `可选：${possible.join('、')}。`],
      textIsTrue: ({ name }) => [
        `${name}="false" 等于开启：非空文本为 true。`,
        `WXML 中写 ${name}="{{false}}"，Vue 中写 :${name}="false"，JSX 中写 ${name}={false}`,
      ],
      noConnection: ({ asked }) => [
        `写了 ${asked} 却没有 extIdpConnIdentifier：点击不会打开微信弹窗，以 not_configured 结束。`,
        "authing: { appId, extIdpConnIdentifier: '…' }，即 Authing 控制台中小程序身份源的唯一标识",
      ],
      agreementUnheard: ({ tag, listener }) => [
        `<${tag}> 要求用户同意，却没有监听 agreement：点协议名称什么也不会打开。`,
        `${listener}，按 detail.index 打开协议`,
      ],
      agreeUnheard: ({ tag, listener }) => [
        `<${tag}> 要求用户同意，却没有监听 agree：除非页面另有办法得知，下次点击会再次询问。`,
        `${listener}，把 agreed 设为 true 并保存`,
      ],
      unreadProperty: ({ tag, name }) => [`<${tag}> 没有 ${name} 这个属性：不会被读取。`, '请删除。'],
      secret: () => [
        '小程序里有 AppSecret：得到它的人可以冒充你的小程序，而这里谁都能看到。',
        '请删除，并在微信公众平台重置；它应填在 Authing 控制台里。',
      ],
      serverInterface: () => [
        '小程序不能调用 api.weixin.qq.com，调用它还需要不该出现在小程序里的 AppSecret。',
        '请删除：登录凭证由 Authing 去换取。',
      ],
      placeholder: () => ["appId 是 'YOUR_APP_ID'。", '请填写 Authing 控制台里你的应用的 App ID。'],
      registeredForAll: () => ['使用 lazyCodeLoading 时，app.json 里注册的组件会随每个页面加载。', '请在用到它的页面的 JSON 中注册。'],
      oldBaseLibrary: ({ version }) => [
        `开发者工具使用的基础库是 ${version}；authing-miniapp 面向 2.24.4 及以上。`,
        '"libVersion": "2.24.4" 或更高',
      ],
      unreadable: () => ['无法读取此文件，其中的内容没有检查。', '请改正其语法。'],
      consentColour: ({ name, selector }) => [`${selector} 上的 ${name} 传不到同意弹窗：它位于页面根部。`, `page { ${name}: … }`],
      notRead: ({ format }) => [`不读取 ${format}：其中的组件没有检查。`, '请对照各组件的 README 核对属性和事件。'],
    },
  },
};
