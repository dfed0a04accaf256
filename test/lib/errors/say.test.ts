import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { root } from '../../../tools/build/files';
import { launch } from '../../source/launch';
import { giveWx, takeWx } from '../fake-wx';

afterEach(takeWx);

/** A launch of the app where WeChat speaks a language. */
function launchIn(language: string): <Module>(file: string) => Module {
  giveWx({ getAppBaseInfo: () => ({ language }) });
  const load = launch();
  return <Module>(file: string) => load(file) as Module;
}

type Errors = typeof import('../../../lib/errors/authing-error');
type Device = typeof import('../../../lib/wx/device');

describe('an error', () => {
  it.each([
    ['zh_CN', '网络不可用，请检查网络后重试', '小程序的手机号验证次数已用完，请换一种方式'],
    ['zh_TW', '網路不可用，請檢查網路後重試', '小程式的手機號碼驗證次數已用完，請換一種方式'],
    ['zh_HK', '網路不可用，請檢查網路後重試', '小程式的手機號碼驗證次數已用完，請換一種方式'],
    ['zh_MO', '網路不可用，請檢查網路後重試', '小程式的手機號碼驗證次數已用完，請換一種方式'],
    ['en', 'No connection. Check the network and try again', 'The app has no phone-number quota left. Use another way'],
  ])('where WeChat speaks %s', (language, network, quota) => {
    const { AuthingError } = launchIn(language)<Errors>('lib/errors/authing-error');
    const read = (['network', 'quota'] as const).map((reason) => new AuthingError(reason, { stage: 'request' }).message);
    expect(read).toEqual([network, quota]);
  });

  it('is in simplified characters where the app chose Chinese', () => {
    const load = launchIn('zh_TW');
    load<Device>('lib/wx/device').setLanguage('zh-CN');
    const { AuthingError } = load<Errors>('lib/errors/authing-error');
    expect(new AuthingError('unauthenticated', { stage: 'request' }).message).toBe('请先登录');
  });

  it("leaves Authing's words as they came", () => {
    const { AuthingError } = launchIn('zh_TW')<Errors>('lib/errors/authing-error');
    expect(new AuthingError('server', { stage: 'request', message: '用户不存在' }).message).toBe('用户不存在');
  });
});

/** Every character of Big5, which has no simplified ones. */
const big5 = new Set(
  Array.from({ length: 0x7e * 0xbf }, (_, index) =>
    new TextDecoder('big5').decode(Uint8Array.of(0x81 + Math.floor(index / 0xbf), 0x40 + (index % 0xbf))),
  ),
);
/** Characters that Big5 has in another meaning than the simplified one. */
const MISLEADING = '后并昵种确复里准系冲松干谷';

/** What a module says: its texts with Chinese in them. */
function textsOf(file: string): string[] {
  const texts: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isStringLiteralLike(node) || ts.isTemplateHead(node) || ts.isTemplateMiddle(node) || ts.isTemplateTail(node))
      texts.push(node.text);
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(file, readFileSync(join(root, 'lib', file), 'utf8'), ts.ScriptTarget.Latest));
  return texts.filter((text) => /[\u4e00-\u9fff]/.test(text));
}

/** Modules whose texts `say` says. */
const speaking = readdirSync(join(root, 'lib'), { recursive: true, encoding: 'utf8' })
  .filter((file) => /\.ts$/.test(file) && !/(?:authing-error|say)\.ts$/.test(file))
  .filter((file) => /reasons\.ts$/.test(file) || /\/say'/.test(readFileSync(join(root, 'lib', file), 'utf8')));

it.each(speaking)('no simplified character is left of what lib/%s says', (file) => {
  const { traditionally } = launchIn('zh_TW')<typeof import('../../../lib/errors/say')>('lib/errors/say');
  const left = textsOf(file).flatMap((text) => {
    const characters = [...traditionally(text)].filter((character) => /[\u4e00-\u9fff]/.test(character));
    return characters.filter((character) => !big5.has(character) || MISLEADING.includes(character));
  });
  expect(left).toEqual([]);
  expect(textsOf(file)).not.toEqual([]);
});
