import { privacyFaults } from '../../../tools/size/privacy';

const app = (files: Record<string, string>): Map<string, Uint8Array> =>
  new Map(Object.entries(files).map(([path, text]) => [path, Buffer.from(text)]));

const others = ['getPhoneNumber', 'chooseAvatar', 'chooseMedia', 'chooseImage', 'uploadFile'];

it.each(others)('finds %s in an app with only login-button', (name) => {
  expect(privacyFaults('login-button', app({ 'a.js': 'var a=1', 'b.js': `wx.${name}({})` }))).toEqual([
    { app: 'login-button', path: 'b.js', name },
  ]);
});

it('looks into templates too, where events are written in lower case', () => {
  expect(privacyFaults('avatar-picker', app({ 'index.wxml': '<button bindgetphonenumber="f"/>' }))).toEqual([
    { app: 'avatar-picker', path: 'index.wxml', name: 'getPhoneNumber' },
  ]);
});

it('lets every component name what it is for, and an app that uses everything name everything', () => {
  expect(privacyFaults('phone-button', app({ 'a.js': 'getPhoneNumber' }))).toEqual([]);
  expect(privacyFaults('avatar-picker', app({ 'a.js': 'chooseAvatar chooseMedia chooseImage uploadFile' }))).toEqual([]);
  expect(privacyFaults('login-button', app({ 'a.js': 'getUserInfo' }))).toEqual([]);
  expect(privacyFaults('everything', app({ 'a.js': 'getPhoneNumber chooseAvatar' }))).toEqual([]);
});
