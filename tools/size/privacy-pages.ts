/** docs/privacy.md and its Chinese page: what each component names and what to declare, from what WeChat's compiler leaves of it. */
import { personalInformation, type NamedInterface, type PrivacyApp } from './privacy';
import { purposesOf } from './privacy-purposes';

export type PrivacyLanguage = 'en' | 'zh';

/** What each app was found to name. */
export type Footprints = ReadonlyMap<PrivacyApp, readonly NamedInterface[]>;

export const privacyPages: Readonly<Record<PrivacyLanguage, string>> = { en: 'docs/privacy.md', zh: 'docs/privacy.zh-CN.md' };

const words = {
  en: {
    written: 'Written by `npm run size -- --write` from what WeChat’s compiler leaves of each app. Do not edit.',
    title: 'What to declare in WeChat’s console',
    other: 'English | [简体中文](privacy.zh-CN.md)',
    about:
      'WeChat’s console lists, for each version that you upload, the privacy interfaces which its code names, used or not; what is not declared in the ' +
      'privacy agreement (用户隐私保护指引) is refused in review, and at the call (errno 112). So an app that uses one component ships no name of ' +
      'another’s, and `npm test` fails when a component gains one.',
    declare: 'Privacy agreement',
    head: ['your app uses', 'its code then names', 'declare'],
    uses: {
      'readme-page': "`login-button` and `require('authing-miniapp')`",
      everything: "all components and `require('authing-miniapp')`",
    },
    client:
      "`require('authing-miniapp')` brings the whole client, whose `updateAvatar()` lets the user choose a picture: hence the album. An app that uses " +
      'nothing but components and configures them with `App({ authing })` does not ship it.',
    purposes: 'Purposes to fill in',
    purposesText:
      'For each item the console asks what for. It writes 为了 (“in order to”) before your words and the rest after them: 为了注册和登录账号，开发者将在获取你的明示同意后，' +
      '收集你的昵称、头像. These words are what the component does with it; add what else your app does. One purpose for an item: join those of the components you use with 、.',
    purposesHead: ['your app uses', 'item in the console', 'write', 'in English'],
    where: 'Where the names are',
    whereHead: ['name', 'file of the package'],
    domains: 'Domains',
    domainHead: ['what', 'where', 'for'],
    request: 'request domains',
    upload: 'uploadFile domains',
    host: '`https://core.authing.cn`, or your `host`',
    all: 'all',
    never: 'What the library leaves to you',
    neverText: [
      'It never registers `wx.onNeedPrivacyAuthorization`: the last one registered wins, and it is your app’s. If your app has one, answer it, or the tap never ends.',
      'Wherever somebody can sign in, an easily found sign-out is asked for (review rule 12.6), and by law a way to delete the account.',
      'Which person’s data goes where, and how long it stays, is in [security.md](security.md).',
    ],
  },
  zh: {
    written: '由 `npm run size -- --write` 根据微信编译器对每个应用的产物写出，请勿手改。',
    title: '在微信公众平台要声明什么',
    other: '[English](privacy.md) | 简体中文',
    about:
      '对上传的每个版本，微信公众平台会列出代码中出现的隐私接口，无论是否调用；未在《用户隐私保护指引》中声明的，审核会被拒绝，调用时也会失败（errno 112）。' +
      '因此只用一个组件的小程序不会带上其他组件的接口名；某个组件多出一个接口名时，`npm test` 会失败。',
    declare: '用户隐私保护指引',
    head: ['小程序使用', '代码中出现', '需声明'],
    uses: {
      'readme-page': "`login-button` 与 `require('authing-miniapp')`",
      everything: "全部组件与 `require('authing-miniapp')`",
    },
    client:
      "`require('authing-miniapp')` 会带上完整的客户端，其中 `updateAvatar()` 可让用户选择图片，因此涉及相册。只使用组件、并用 `App({ authing })` 配置的小程序不会带上它。",
    purposes: '用途怎么填',
    purposesText:
      '每一项都要填写用途。公众平台会在前面写上“为了”，在后面补全：为了注册和登录账号，开发者将在获取你的明示同意后，收集你的昵称、头像。下表只写组件拿它做什么，' +
      '小程序另有用途的请补充。每一项只有一个用途：使用多个组件时用顿号连接。',
    purposesHead: ['小程序使用', '公众平台中的信息', '填写', '英文含义'],
    where: '接口名在哪些文件',
    whereHead: ['接口名', '包内文件'],
    domains: '域名',
    domainHead: ['内容', '位置', '用于'],
    request: 'request 合法域名',
    upload: 'uploadFile 合法域名',
    host: '`https://core.authing.cn`，或你的 `host`',
    all: '全部',
    never: '留给你的',
    neverText: [
      '本库从不注册 `wx.onNeedPrivacyAuthorization`：后注册者生效，它属于你的小程序。如果小程序注册了它，必须作出回应，否则点按永远不会结束。',
      '能登录的地方，审核要求有容易找到的退出登录（规则 12.6），法律还要求能注销账号。',
      '谁的数据去哪里、保存多久，见 [security.zh-CN.md](security.zh-CN.md)。',
    ],
  },
} as const;

const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [row(head), row(head.map(() => '---')), ...rows.map(row)].join('\n');
const code = (names: readonly string[]): string => names.map((name) => `\`${name}\``).join(' ');
const inPackage = (path: string): string => path.replace('miniprogram_npm/authing-miniapp/', 'miniprogram_dist/');

export function privacyPage(footprints: Footprints, language: PrivacyLanguage): string {
  const own = words[language];
  const titleOf = (app: PrivacyApp): string => (app === 'readme-page' || app === 'everything' ? own.uses[app] : `\`${app}\``);
  const declared = (named: readonly NamedInterface[]): string =>
    personalInformation
      .filter(({ names }) => named.some(({ name }) => names.includes(name)))
      .map((information) => information[language])
      .join(language === 'en' ? '; ' : '；');
  const everywhere = footprints.get('everything') ?? [];
  return `<!-- ${own.written} -->
# ${own.title}

${own.other}

${own.about}

## ${own.declare}

${table(
  own.head,
  [...footprints].map(([app, named]) => [titleOf(app), code(named.map(({ name }) => name)), declared(named)]),
)}

${own.client}

## ${own.purposes}

${own.purposesText}

${table(
  own.purposesHead,
  [...footprints].flatMap(([app, named]) =>
    purposesOf(app, named).map(({ item, zh, en }) => [titleOf(app), item[language], `\`${zh}\``, en]),
  ),
)}

## ${own.where}

${table(
  own.whereHead,
  everywhere.map(({ name, paths }) => [`\`${name}\``, code(paths.map(inPackage))]),
)}

## ${own.domains}

${table(own.domainHead, [
  [own.host, own.request, own.all],
  [own.host, own.upload, '`avatar-picker` `login-panel` `user-panel`'],
])}

## ${own.never}

${own.neverText.map((text) => `- ${text}`).join('\n')}
`;
}
