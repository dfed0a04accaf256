import { namedInterfaces, privacyFaults } from '../../../tools/size/privacy';
import { privacyPage } from '../../../tools/size/privacy-pages';

const app = (files: Record<string, string>): Map<string, Uint8Array> =>
  new Map(Object.entries(files).map(([path, text]) => [path, Buffer.from(text)]));

const others = [
  'getPhoneNumber',
  'getRealtimePhoneNumber',
  'chooseAvatar',
  'chooseMedia',
  'chooseImage',
  'getLocation',
  'getClipboardData',
];

it.each(others)('finds %s in an app with only login-button', (name) => {
  const named = namedInterfaces(app({ 'a.js': 'var a="getUserInfo"', 'b.js': `wx.${name}({})` }));
  expect(privacyFaults('login-button', named)).toEqual([{ app: 'login-button', name, paths: ['b.js'] }]);
});

it.each(['bindgetphonenumber="f"', 'catch:getphonenumber="f"', 'open-type="getPhoneNumber|agreePrivacyAuthorization"'])(
  'finds the interface in %s',
  (attribute) => {
    expect(namedInterfaces(app({ 'index.wxml': `<button ${attribute}/>` }))).toEqual([{ name: 'getPhoneNumber', paths: ['index.wxml'] }]);
  },
);

it('finds tags and types of inputs', () => {
  const wxml = '<camera/><input type="nickname"/><view class="camera"/>';
  expect(namedInterfaces(app({ 'index.wxml': wxml })).map(({ name }) => name)).toEqual(['type="nickname"', '<camera']);
});

it('takes a method of the SDK for none', () => {
  expect(namedInterfaces(app({ 'a.js': 'client.getUserInfoByAccessToken(token); handleGetUserInfo()' }))).toEqual([]);
});

it('lets every component name what it is for, and complains where it no longer does', () => {
  expect(privacyFaults('phone-button', namedInterfaces(app({ 'a.js': 'getPhoneNumber getRealtimePhoneNumber' })))).toEqual([]);
  expect(privacyFaults('phone-button', namedInterfaces(app({ 'a.js': '' })))).toEqual([
    { app: 'phone-button', name: 'getPhoneNumber', paths: [] },
    { app: 'phone-button', name: 'getRealtimePhoneNumber', paths: [] },
  ]);
});

it('says what to declare, in both languages', () => {
  const footprints = new Map([['phone-button', [{ name: 'getPhoneNumber', paths: ['miniprogram_npm/authing-miniapp/a.wxml'] }]] as const]);
  expect(privacyPage(footprints, 'en')).toContain('| `phone-button` | `getPhoneNumber` | phone number |');
  expect(privacyPage(footprints, 'zh')).toContain('| `phone-button` | `getPhoneNumber` | 手机号 |');
  const purpose = 'register and sign in with the phone number';
  expect(privacyPage(footprints, 'en')).toContain(`| \`phone-button\` | phone number | \`用手机号注册和登录账号\` | ${purpose} |`);
  expect(privacyPage(footprints, 'zh')).toContain(`| \`phone-button\` | 手机号 | \`用手机号注册和登录账号\` | ${purpose} |`);
});

it('complains of something to declare whose purpose nobody has written down', () => {
  const footprints = new Map([['phone-button', [{ name: 'getLocation', paths: [] }]]] as const);
  expect(() => privacyPage(footprints, 'en')).toThrow('phone-button handles 位置信息');
});
