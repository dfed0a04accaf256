import { join } from 'node:path';
import { checkFreeNames, foreignNames } from '../../../tools/build/free-names';
import { removedMethods } from '../../../tools/sdk/removed-methods';
import { cutMethods, ownMethods, removeMethods } from '../../../tools/sdk/cut-methods';

describe('names that a bundle uses', () => {
  it('are found wherever they are', () => {
    const code =
      '/* eslint-disable no-undef -- not heeded */ var a = new URL(b); function f(c) { return typeof window, c.document, { navigator: 1 }; }';
    expect(foreignNames(code)).toEqual(['URL', 'b', 'window']);
  });

  it.each([
    'window',
    'document',
    'URLSearchParams',
    'Buffer',
    'FormData',
    'XMLHttpRequest',
    'eval',
    'Function',
    'localStorage',
    'TextEncoder',
    'WebSocket',
    'fetch',
  ])('must not be %s', (name) => {
    expect(() => checkFreeNames(`exports.a = function () { return ${name}(1); };`)).toThrow(name);
  });

  it('are asked for in ES5', () => {
    expect(() => checkFreeNames('exports.a = () => 1;')).toThrow('no ES5');
  });

  it('may be what WeChat has', () => {
    expect(() => checkFreeNames('exports.a = function () { setTimeout(wx.request, JSON.parse("1")); };')).not.toThrow();
  });
});

describe('removing methods', () => {
  const source = 'class A { /** about x */ x() { return 1; } y() { return this.z(); } private z() { return 2; } }';

  it('takes the method and its comment', () => {
    expect(cutMethods(source, 'a.ts', () => ['x'])).toBe('class A { y() { return this.z(); } private z() { return 2; } }');
  });

  it('fails when there is no such method', () => {
    expect(() => cutMethods(source, 'a.ts', () => ['w'])).toThrow('A.w');
  });

  it('fails when ours has no such method', () => {
    const { overridden } = removedMethods.EventAuthenticationClient!;
    (overridden as string[]).push('pub');
    try {
      const code = 'class EventAuthenticationClient { sub() {} pub() {} reconnect() {} initWebSocket() {} }';
      expect(() => removeMethods(code, 'e.ts')).toThrow('EventAuthenticationClient.pub');
    } finally {
      (overridden as string[]).pop();
    }
  });

  it('fails when something that stays calls what goes', () => {
    const code = 'class EventAuthenticationClient { sub() {} pub() { this.reconnect(); } reconnect() {} initWebSocket() {} }';
    expect(() => removeMethods(code, 'e.ts')).toThrow('reconnect');
  });

  it('knows the methods of our classes and of those they extend', () => {
    const methods = ownMethods(join(__dirname, '../../../lib/sdk'), 'AuthenticationClient');
    for (const name of ['loginByCode', 'loginByEmail', 'logout', 'introspectToken', 'updatePassword']) expect(methods).toContain(name);
    expect(methods).not.toContain('listUdv');
  });
});
