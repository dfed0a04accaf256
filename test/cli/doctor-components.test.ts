import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { components, TAGS, type Component } from '../../cli/doctor/components';
import { root } from '../../tools/build/files';
import { examine, json, native, npmPath, taro, uniApp, weappVite, type Files } from './doctor-projects';

/** What types/components.d.ts says of a component. */
function declared(name: string): Component {
  const { statements } = ts.createSourceFile(
    'components.d.ts',
    readFileSync(join(root, 'types/components.d.ts'), 'utf8'),
    ts.ScriptTarget.Latest,
    true,
  );
  const members = (type: string): readonly ts.PropertySignature[] => {
    const found = statements.find((node): node is ts.InterfaceDeclaration => ts.isInterfaceDeclaration(node) && node.name.text === type)!;
    const above = (found.heritageClauses ?? []).flatMap(({ types }) => types.flatMap(({ expression }) => members(expression.getText())));
    return [...found.members.filter(ts.isPropertySignature), ...above];
  };
  const aliasOf = (type: string): ts.TypeNode =>
    statements.find((node): node is ts.TypeAliasDeclaration => ts.isTypeAliasDeclaration(node) && node.name.text === type)!.type;
  const textsOf = (type: ts.TypeNode): string[] => [...type.getText().matchAll(/'([^']+)'/g)].map(([, text]) => text!);
  const type = name.replace(/(?:^|-)(\w)/g, (_, letter: string) => letter.toUpperCase());
  const properties = members(`${type}Properties`).map((member) => [member.name.getText(), member.type!] as const);
  const values = properties.filter(([, of]) => textsOf(of).length > 0).map(([key, of]) => [key, textsOf(of)] as const);
  const flags = properties.filter(([key, of]) => key !== 'agreed' && /^boolean\b/.test(of.getText())).map(([key]) => key);
  const hasParts = aliasOf(`${type}Attributes`).getText().includes('PartClasses');
  return {
    values: Object.fromEntries(values),
    flags: flags.sort(),
    others: properties
      .map(([key]) => key)
      .filter((key) => !flags.includes(key) && !values.some(([named]) => named === key))
      .sort(),
    classes: ['custom-class', ...(hasParts ? textsOf(aliasOf('PartClasses')) : [])].sort(),
    events: members(`${type}Events`)
      .map((member) => member.name.getText())
      .sort(),
  };
}

it.each(TAGS)('knows what %s takes and tells', (tag) => {
  const { values, flags, others, classes, events }: Component = components[tag];
  const sorted = (list: readonly string[]): string[] => [...list].sort();
  expect({ values, flags: sorted(flags), others: sorted(others), classes: sorted(classes), events: sorted(events) }).toEqual(declared(tag));
});

/** A native page with this template, and everything registered. */
const wxml = (template: string): Files => ({
  'pages/index/index.json': json({ usingComponents: Object.fromEntries(TAGS.map((name) => [name, npmPath(name)])) }),
  'pages/index/index.wxml': template,
});
const vue = (template: string, script = ''): Files => ({
  'src/pages/index/index.vue': `<script setup>\n${script}</script>\n<template>\n${template}\n</template>`,
});
const jsx = (template: string): Files => ({ 'src/pages/index/index.tsx': `export default () => (\n${template});` });

it.each<[template: string, remedy: string]>([
  ['<phone-button flow="tokn" />', 'One of: auto, encrypted, token.'],
  ['<user-panel deletion="none" />', 'account, request, never'],
  ['<login-button privacy="{{\'combine\'}}" />', 'auto, combined'],
  ['<login-panel\n phone="yes" />', 'required, optional, never'],
  ['<login-button size="small" />', 'default, mini'],
  ['<phone-button realtime="false" />', 'realtime="{{false}}"'],
  ['<login-panel fallback="false" />', 'fallback="{{false}}"'],
  ['<login-button bind:logn="onLogin" />', 'Did you mean login?'],
  ['<login-button bindlogins="onLogin" />', 'Did you mean login?'],
  ['<avatar-picker catch:avtar="onAvatar" />', 'Did you mean avatar?'],
  ['<user-panel bind:singout="onOut" />', 'Did you mean signout?'],
  ['<avatar-picker max-sise="200" />', 'Did you mean maxSize?'],
  ['<login-panel titel-class="mine" />', 'Did you mean title-class?'],
  ['<login-button agred="{{agreed}}" />', 'Did you mean agreed?'],
])('names %s in WXML', (template, remedy) => {
  const { code, found, remedies } = examine(native, wxml(`<view>\n${template}</view>`));
  expect([code, found, remedies]).toEqual([1, ['wrong pages/index/index.wxml:2'], [expect.stringContaining(remedy)]]);
});

it.each<[what: string, base: Files, changes: Files, found: string, remedy: string]>([
  ['a value in Vue', uniApp, vue('<view><login-button mode="silently" /></view>'), 'src/pages/index/index.vue:4', 'silent, userinfo'],
  ['an event in Vue', uniApp, vue('<login-button\n @logn.once="go" />'), 'src/pages/index/index.vue:4', 'login?'],
  ['a property in Vue', uniApp, vue('<login-button :agreedd="a" />'), 'src/pages/index/index.vue:4', 'agreed?'],
  ['a value in JSX', taro, jsx('<login-button mode="silently" />'), 'src/pages/index/index.tsx:2', 'silent, userinfo'],
  ['an event in JSX', taro, jsx('<login-button onLogn={go} />'), 'src/pages/index/index.tsx:2', 'login?'],
  ['a flag in JSX', taro, jsx('<login-button disabled="false" />'), 'src/pages/index/index.tsx:2', 'disabled={false} in JSX'],
  [
    'a phone token without its connection in Vue',
    uniApp,
    vue('<phone-button :realtime="true" />'),
    'src/pages/index/index.vue:4',
    'extIdpConnIdentifier:',
  ],
  [
    'a page without JSON, whose tag nobody registers',
    native,
    {
      'app.json': json({ pages: ['pages/index/index'], subPackages: [{ root: 'shop', pages: ['cart/cart'] }] }),
      'shop/cart/cart.wxml': '<login-panel />',
    },
    'shop/cart/cart.wxml:1',
    'shop/cart/cart.json: "usingComponents"',
  ],
  [
    'an option with letters that changed places',
    native,
    { 'app.js': "App({ authing: { appId: 'a',\n hots: 'https://a.b' } });" },
    'app.js:2',
    'host?',
  ],
  ['an option with a letter missing', native, { 'app.js': "App({ authing: { appId: 'a', timout: 1 } });" }, 'app.js:1', 'timeout?'],
])('names %s', (_, base, changes, found, remedy) => {
  expect(examine(base, changes)).toEqual({ code: 1, found: [`wrong ${found}`], remedies: [expect.stringContaining(remedy)] });
});

const EVERYTHING =
  '<phone-button id="a" class="b" hover-class="none" wx:if="{{a}}" data-flow="x" aria-label="c" mark:type="d" style="e" lang="f" ' +
  'type="{{type}}" size="mini" plain disabled="{{false}}" raw-data="false" bindtap="g" bind:change="h" bind:touchstart="i" ' +
  'flow="{{a ? \'auto\' : b}}" realtime="{{a}}" bindphone="j" capture-bind:login="k" />';

it.each<[what: string, base: Files, changes: Files]>([
  ['says what is right, and what concerns WeChat alone', native, wxml(EVERYTHING)],
  ['writes names as it likes', native, wxml('<avatar-picker maxSize="200" custom-class="a" /><login-button raw-data customStyle="b" />')],
  ['includes a template that is no page', native, { 'pages/index/part.wxml': '<template name="a"><avatar-picker/></template>' }],
  [
    'has a component of its own of that name',
    native,
    {
      'pages/index/index.json': json({ usingComponents: { 'login-button': '/own/index', 'phone-button': npmPath('phone-button') } }),
      'pages/index/index.wxml': '<login-button mode="mine" bind:logn="a" /><phone-button />',
    },
  ],
  ['binds all in Vue', uniApp, vue('<login-button v-bind="rest" :mode="mode" v-if="a" @click="b" :agreed="c" @login="d" />')],
  ['imports one of its own in Vue', uniApp, vue('<login-button mode="mine" />', "import LoginButton from './mine.vue';\n")],
  [
    'has one of its own where uni-app finds it',
    uniApp,
    { ...vue('<login-button mode="mine" />'), 'src/components/login-button/login-button.vue': '<template><view /></template>' },
  ],
  ['hides it from WeChat', uniApp, vue('<!-- #ifdef H5 -->\n<login-button mode="web" />\n<!-- #endif -->')],
  [
    'registers one of its own in uni-app',
    uniApp,
    {
      ...vue('<login-button mode="mine" />'),
      'src/sub/pages.json': '{ "usingComponents": { "login-button": "/wxcomponents/mine/index" } }',
    },
  ],
  ['spreads what it has in JSX', taro, jsx('<login-button {...rest} agreed={a} mode={mode} onLogin={b} key="c" />')],
  ['registers nothing, as weapp-vite lets it', weappVite, { 'src/pages/index/index.wxml': '<phone-button flow="auto" bind:phone="a" />' }],
])('says nothing of a project that %s', (_, base, changes) => {
  expect(examine(base, changes)).toEqual({ code: 0, found: [], remedies: [] });
});
