import { transformSync } from 'esbuild';
import { readFileSync } from 'node:fs';
import { checkShortNames, mangleCache, mangleProps } from '../../tools/build/short-names';
import { join } from 'node:path';

const root = join(__dirname, '../..');
const short = (code: string): string => transformSync(code, { mangleProps, mangleCache: mangleCache() }).code;

describe('names that ship short', () => {
  it('are the same in every file, and no two alike', () => {
    expect(short('one.attachment = { nextMeaning: 1 };')).toBe(short('one.attachment = { nextMeaning: 1 };'));
    const shorts = Object.values(mangleCache());
    expect(new Set(shorts).size).toBe(shorts.length);
    expect(shorts.every((name) => /^[a-zA-Z]_$/.test(name))).toBe(true);
  });

  it('leave everything else as it is', () => {
    const code = 'one.attachments = { "attachment": two.flowChanged() };\n';
    expect(short(code)).toBe(code);
  });

  it.each([
    ['components/a/index.wxml', '<view wx:if="{{meaning}}"/>'],
    ['components/a/index.js', 'observers = { "mode, attachment": f }'],
    ['components/a/index.js', "setData({ 'attachment.id': 1 })"],
    ['lib/events.d.ts', 'export interface E {\n    readonly attachment?: string;\n}'],
  ])('are refused where somebody else reads them: %s', (path, text) => {
    expect(() => checkShortNames(new Map([[path, text]]))).toThrow(path);
  });

  it('may stand in prose, and be private', () => {
    const files = [
      ['a.js', 'say("The attachment is running.");'],
      ['a.d.ts', 'declare class A {\n    private owner;\n}'],
    ] as const;
    expect(() => checkShortNames(new Map(files))).not.toThrow();
  });

  it('are nothing that copies of the package, of whatever version, say to each other', () => {
    const agreement = readFileSync(join(root, 'lib/agreement.ts'), 'utf8');
    expect(() => checkShortNames(new Map([['lib/agreement.d.ts', agreement]]))).not.toThrow();
    expect(() => checkShortNames(new Map([['lib/agreement.d.ts', agreement.replace('flowChanged(', 'attachment(')]]))).toThrow(
      'attachment',
    );
  });
});
