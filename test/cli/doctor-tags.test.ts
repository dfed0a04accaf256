/** Tags by other names, in other places: each mistake is found, and nothing that is right is called wrong. */
import { examine, json, native, npmPath, taro, uniApp, type Files } from './doctor-projects';

/** The page of each framework with the components under names of the app's own. */
const wxml = (template: string, more: Files = {}): Files => ({
  'pages/index/index.json': json({
    usingComponents: { entry: npmPath('login-button'), 'my-phone': npmPath('phone-button'), 'my-panel': npmPath('login-panel') },
  }),
  'pages/index/index.wxml': template,
  ...more,
});
const COPY = '/wxcomponents/authing-miniapp/components';
const vue = (template: string, more: Files = {}): Files => ({
  'src/pages.json': json({
    pages: [{ path: 'pages/index/index' }],
    globalStyle: {
      usingComponents: {
        'sign-in': `${COPY}/login-button/index`,
        'my-phone': `${COPY}/phone-button/index`,
        'my-user': `${COPY}/user-panel/index`,
      },
    },
  }),
  ...Object.fromEntries(
    ['phone-button', 'user-panel'].map((name) => [`src/wxcomponents/authing-miniapp/components/${name}/index.json`, '{}']),
  ),
  'src/pages/index/index.vue': `<template>\n${template}\n</template>`,
  ...more,
});
const jsx = (code: string): Files => ({
  'src/pages/index/index.config.ts': `export default { usingComponents: { 'sign-in': '${npmPath('login-button')}', face: '${npmPath('avatar-picker')}' } };`,
  'src/pages/index/index.tsx': `export default () =>\n${code};`,
});
const PAGES = { native: 'pages/index/index.wxml:1', vue: 'src/pages/index/index.vue:2', jsx: 'src/pages/index/index.tsx:2' };

it.each<[base: Files, place: string, changes: Files, remedy: string]>([
  [native, PAGES.native, wxml('<entry bind:logn="a" />'), 'login?'],
  [native, PAGES.native, wxml('<entry mode="silently" />'), 'silent, userinfo'],
  [native, PAGES.native, wxml('<my-phone flow="tokn" />'), 'auto, encrypted, token'],
  [native, PAGES.native, wxml('<my-phone relatime />'), 'realtime?'],
  [native, PAGES.native, wxml('<my-phone flow="token" />'), 'extIdpConnIdentifier:'],
  [native, PAGES.native, wxml('<my-panel profil="never" />'), 'profile?'],
  [native, PAGES.native, wxml('<my-panel fallback="false" />'), 'fallback="{{false}}"'],
  [native, PAGES.native, wxml('<my-panel bind:doen="a" />'), 'done?'],
  [native, PAGES.native, wxml('<my-panel bind:donee="a" />'), 'done?'],
  [native, PAGES.native, wxml('<my-phone real-time="{{a}}" />'), 'realtime?'],
  [native, PAGES.native, wxml('<my-phone realTime="{{a}}" />'), 'realtime?'],
  [native, PAGES.native, wxml('<entry rawdata />'), 'rawData?'],
  [native, PAGES.native, wxml('<my-phone bindgetphonenumber="a" />'), 'phone?'],
  [native, PAGES.native, wxml('<nickname-inputs />'), '<nickname-input>?'],
  [native, PAGES.native, wxml('<loginPanel />'), '<login-panel>?'],
  [
    native,
    PAGES.native,
    wxml('<login-button action="gett" />', {
      'pages/index/index.json': json({ usingComponents: { 'login-button': npmPath('phone-button') } }),
    }),
    'login, get',
  ],
  [
    native,
    'pages/docs/docs.wxml:1',
    { 'pages/docs/docs.wxml': '<entry disabld />', 'pages/docs/docs.json': json({ usingComponents: { entry: npmPath('login-button') } }) },
    'disabled?',
  ],
  [uniApp, PAGES.vue, vue('<sign-in @logn="a" />'), 'login?'],
  [uniApp, PAGES.vue, vue('<sign-in :privcy="a" />'), 'privacy?'],
  [uniApp, PAGES.vue, vue('<sign-in size="small" />'), 'default, mini'],
  [uniApp, PAGES.vue, vue('<my-phone action="read" />'), 'login, get'],
  [uniApp, PAGES.vue, vue('<my-phone v-on:phon="a" />'), 'phone?'],
  [uniApp, PAGES.vue, vue('<my-phone :realtime="true" />'), 'extIdpConnIdentifier:'],
  [uniApp, PAGES.vue, vue('<my-user @singout="a" />'), 'signout?'],
  [uniApp, PAGES.vue, vue('<my-user deletion="no" />'), 'account, request, never'],
  [uniApp, PAGES.vue, vue('<my-user :wrods="a" />'), 'words?'],
  [
    uniApp,
    'src/pages/index/index.html:1',
    {
      ...vue(''),
      'src/pages/index/index.vue': '<template src="./index.html"></template>',
      'src/pages/index/index.html': '<sign-in @eror="a" />',
    },
    'error?',
  ],
  [taro, PAGES.jsx, jsx('<sign-in onLogn={a} />'), 'login?'],
  [taro, PAGES.jsx, jsx('<sign-in mode="quiet" />'), 'silent, userinfo'],
  [taro, PAGES.jsx, jsx('<sign-in plain="false" />'), 'plain={false} in JSX'],
  [taro, PAGES.jsx, jsx('<face sorce="album" />'), 'source?'],
  [taro, PAGES.jsx, jsx("<face source={'camera'} />"), 'wechat, album'],
  [taro, PAGES.jsx, jsx('<face onProgres={a} />'), 'progress?'],
  [taro, PAGES.jsx, jsx("h('face', { maxSise: 200, onAvatar: a })"), 'maxSize?'],
  [taro, PAGES.jsx, jsx("createElement('sign-in', { onCancl: a })"), 'cancel?'],
  [taro, PAGES.jsx, jsx("h('sign-in', { attrs: { typ: 'primary', mode: 'loud' } })"), 'silent, userinfo'],
  [taro, PAGES.jsx, jsx("h('sign-in', { on: { logn: a } })"), 'login?'],
])('names what is wrong: %#', (base, place, changes, remedy) => {
  expect(examine(base, changes)).toEqual({ code: 1, found: [`wrong ${place}`], remedies: [expect.stringContaining(remedy)] });
});

it.each<[what: string, base: Files, changes: Files]>([
  ['other names', native, wxml('<entry bind:login="a" /><my-phone flow="auto" /><my-panel bind:done="b" />')],
  ["names of the app's own", native, wxml('<entry2 mode="loud" /><my-phones flow="x" /><view entry="loud" />')],
  [
    'a name that is another component on another page',
    native,
    wxml('<entry mode="silent" />', {
      'pages/own/own.json': json({ usingComponents: { entry: '/own/entry' } }),
      'pages/own/own.wxml': '<entry mode="loud" bind:logn="a" />',
    }),
  ],
  [
    'the name of one for another',
    native,
    wxml('<view/>', {
      'pages/index/index.json': json({ usingComponents: { 'login-button': npmPath('phone-button') } }),
      'pages/index/index.wxml': '<login-button action="get" bind:phone="a" />',
    }),
  ],
  ['hyphens for capitals', native, wxml('<entry raw-data custom-style="a" rawData /><my-phone phone-number-no-quota-toast />')],
  ['events like none', native, wxml('<my-panel bind:gone="a" bind:one="b" /><entry bind:getphonenumber="c" />')],
  [
    "a registered tag, and another component's, by a name like ours",
    native,
    wxml('<login-buttons /><login-panels /><my-login-panel />', {
      'pages/index/index.json': json({
        usingComponents: { 'login-buttons': '/own/entry', entry: npmPath('login-button') },
        componentGenerics: { 'login-panels': true },
      }),
    }),
  ],
  ['a name in a comment', native, wxml('<!-- <entry mode="loud" /> -->')],
  ['other names in Vue', uniApp, vue('<sign-in @login="a" mode="silent" /><my-phone :flow="b" /><my-user @signout="c" />')],
  ['other names in JSX', taro, jsx('<><sign-in onLogin={a} {...rest} /><face crop size={88} onAvatar={b} /></>')],
  [
    'render functions',
    taro,
    jsx("[h('face', { onAvatar: a, class: 'b', key: 1 }), h('sign-in', 'text'), h('sign-in', [a]), h(Face, { sorce: 1 })]"),
  ],
  ['functions that render nothing', taro, jsx("[find('face', { sorce: 1 }), h(name, { sorce: 1 }), jsx('view', { mode: 'loud' })]")],
  ['Pug without our components', uniApp, vue('', { 'src/pages/index/index.vue': '<template lang="pug">\nview my-phones\n</template>' })],
  ['HTML that says so', uniApp, vue('', { 'src/pages/index/index.vue': '<template lang="html">\n<sign-in mode="silent" />\n</template>' })],
])('says nothing of a project that is right, with %s', (_, base, changes) => {
  expect(examine(base, changes)).toEqual({ code: 0, found: [], remedies: [] });
});

it.each<[what: string, changes: Files, place: string]>([
  [
    'Pug',
    { 'src/pages/index/index.vue': '<script></script>\n<template lang="pug">\nsign-in(mode="loud")\n</template>' },
    'src/pages/index/index.vue:2',
  ],
  ['a file of Pug', { 'src/pages/index/index.pug': 'login-button(mode="loud")' }, 'src/pages/index/index.pug'],
  ['a page in nvue', { 'src/pages/index/index.nvue': '<template><sign-in mode="loud"/></template>' }, 'src/pages/index/index.nvue'],
])('says what it has not read: %s', (_, changes, place) => {
  expect(examine(uniApp, vue('', changes))).toEqual({ code: 0, found: [`hint ${place}`], remedies: [expect.stringContaining('README')] });
});

it.each<[what: string, base: Files, changes: Files, place: string, remedy: string]>([
  ['of user-panel', uniApp, vue('<my-user :agreed="a" />'), PAGES.vue, 'Leave it out.'],
  ["of WeChat's button", native, wxml('<my-phone open-type="getPhoneNumber" />'), PAGES.native, 'Leave it out.'],
  ['whose consent nobody keeps', native, wxml('<entry agreed="{{a}}" bind:agreement="b" />'), PAGES.native, 'bind:agree="onAgree"'],
  ['whose documents nobody opens, in Vue', uniApp, vue('<sign-in :agreed="a" @agree="b" />'), PAGES.vue, '@agreement="onAgreement"'],
  ['whose documents nobody opens, in JSX', taro, jsx('<face agreed={a} onAgree={b} />'), PAGES.jsx, 'onAgreement={onAgreement}'],
])('hints at a property %s', (_, base, changes, place, remedy) => {
  expect(examine(base, changes)).toEqual({ code: 0, found: [`hint ${place}`], remedies: [expect.stringContaining(remedy)] });
});

const COLOUR = '--authing-consent-background: #eee;';

it.each<[what: string, base: Files, changes: Files, place: string]>([
  ['a class in WXSS', native, { 'pages/index/index.wxss': `.card,\n.sheet {\n  color: red;\n  ${COLOUR}\n}` }, 'pages/index/index.wxss:4'],
  ['what lies in the page', native, { 'app.wxss': `page .card { ${COLOUR} }` }, 'app.wxss:1'],
  [
    'a style of Vue',
    uniApp,
    { 'src/pages/index/index.vue': `<template>\n<view/>\n</template>\n<style>\n.card { ${COLOUR} }\n</style>` },
    'src/pages/index/index.vue:5',
  ],
  ['a class in Less', taro, { 'src/app.less': `page { .card { ${COLOUR} } }` }, 'src/app.less:1'],
])('hints at colours that reach no dialog: %s', (_, base, changes, place) => {
  expect(examine(base, changes)).toEqual({ code: 0, found: [`hint ${place}`], remedies: ['page { --authing-consent-background: … }'] });
});

it.each<[what: string, base: Files, changes: Files]>([
  ['on the page', native, { 'app.wxss': `view, page { ${COLOUR} }\n.card { --authing-button-color: red; }` }],
  ['in dark mode', native, { 'app.wxss': `@media (prefers-color-scheme: dark) {\n  page { ${COLOUR} }\n}` }],
  ['of a page with a class', native, { 'app.wxss': `page.night { ${COLOUR} }` }],
  ['nested', taro, { 'src/app.scss': `page { @media (prefers-color-scheme: dark) { ${COLOUR} } &.night { ${COLOUR} } }` }],
  ['in a comment', native, { 'app.wxss': `/* .card { ${COLOUR} } */` }],
  ['used by another', native, { 'app.wxss': '.card { color: var(--authing-consent-color, red); }' }],
  ['in Vue', uniApp, { 'src/App.vue': `${uniApp['src/App.vue']}\n<style lang="scss">\npage { ${COLOUR} }\n</style>` }],
])('says nothing of colours %s', (_, base, changes) => {
  expect(examine(base, changes)).toEqual({ code: 0, found: [], remedies: [] });
});
