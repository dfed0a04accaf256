/** What Taro's postcss-pxtransform, which Taro runs over the styles of packages too, makes of the components' sizes. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import postcss from 'postcss';
import type { AcceptedPlugin } from 'postcss';
import { filesBelow, root } from '../../tools/build/files';

/** It has no types. Options as Taro's runners pass them for WeChat. */
const pxtransform = jest.requireActual<(options: { platform: string; designWidth: number }) => AcceptedPlugin>('postcss-pxtransform');

const transformed = async (css: string, designWidth: number): Promise<string> =>
  (await postcss([pxtransform({ platform: 'weapp', designWidth })]).process(css, { from: undefined })).css;

describe.each([375, 640, 750, 828])('at designWidth %i', (designWidth) => {
  it("an app's own 48px become rpx", async () => {
    expect(await transformed('.page { height: 48px; }', designWidth)).toMatch(/height: [\d.]+rpx;/);
  });

  it("the components' sizes stay", async () => {
    const sheets = (await filesBelow(join(root, 'components'))).filter((path) => path.endsWith('.wxss'));
    expect(sheets).toContain('button.wxss');
    for (const sheet of sheets) {
      const css = readFileSync(join(root, 'components', sheet), 'utf8');
      expect(await transformed(css, designWidth)).toBe(css);
    }
  });
});
