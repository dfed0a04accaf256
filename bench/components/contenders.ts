/** The components that are mounted, each on a page of its own in the app that WeChat's compiler made of its package. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { AppId } from '../../tools/size/apps';
import type { Bench } from '../part';

export interface Contender {
  /** `native-button` is WeChat's own, bare; `wrapped-button` the least that is a component: WeChat's in a template of its own. */
  readonly id: 'login-button' | 'phone-button' | 'avatar-picker' | 'tdesign-button' | 'vant-button' | 'native-button' | 'wrapped-button';
  readonly app: AppId;
  /** From the app's root. */
  readonly component?: string;
  /** Further files of the app. */
  readonly files?: Readonly<Record<string, string>>;
  /** What a page writes; text goes where the component takes it. */
  readonly attributes: string;
  readonly text: string;
}

const own = (id: 'login-button' | 'phone-button' | 'avatar-picker'): Contender => ({
  id,
  app: id,
  component: `miniprogram_npm/authing-miniapp/components/${id}/index`,
  attributes: id === 'avatar-picker' ? 'bind:avatar="noop"' : 'type="primary" text="Sign in" bind:login="noop"',
  text: '',
});

/** As a page asks for the user's data with a button that is not ours. */
const ASKING = 'open-type="getUserInfo" bind:getuserinfo="noop"';

export const contenders: readonly Contender[] = [
  own('login-button'),
  own('phone-button'),
  own('avatar-picker'),
  {
    id: 'tdesign-button',
    app: 'tdesign-button',
    component: 'miniprogram_npm/tdesign-miniprogram/button/button',
    attributes: `theme="primary" ${ASKING}`,
    text: 'Sign in',
  },
  {
    id: 'vant-button',
    app: 'vant-button',
    component: 'miniprogram_npm/@vant/weapp/button/index',
    attributes: `type="primary" ${ASKING}`,
    text: 'Sign in',
  },
  { id: 'native-button', app: 'empty', attributes: `type="primary" ${ASKING}`, text: 'Sign in' },
  {
    id: 'wrapped-button',
    app: 'empty',
    component: 'wrapped/index',
    files: {
      'wrapped/index.js': 'Component({ properties: { type: String, disabled: Boolean }, methods: { noop: function () {} } });',
      'wrapped/index.json': JSON.stringify({ component: true }),
      'wrapped/index.wxml': `<button type="{{type}}" disabled="{{disabled}}" ${ASKING}><slot></slot></button>`,
    },
    attributes: 'type="primary"',
    text: 'Sign in',
  },
];

/** A contender's page on disk. */
export interface Stage {
  readonly id: Contender['id'];
  /** Without extension. It takes `keys`, one for each copy of the component, and `off`, which disables them all. */
  readonly page: string;
}

/** Puts the pages on disk, where the component engines read them, for as long as `use` takes. */
export async function withStages<Result>(
  { app }: Bench,
  ids: readonly Contender['id'][],
  use: (stages: readonly Stage[], dir: string) => Promise<Result>,
): Promise<Result> {
  const dir = mkdtempSync(join(tmpdir(), 'authing-miniapp-bench-'));
  try {
    const stages: Stage[] = [];
    for (const { id, app: appId, component, files: further = {}, attributes, text } of contenders.filter((one) => ids.includes(one.id))) {
      const tag = component === undefined ? 'button' : 'subject';
      const files: [string, string | Uint8Array][] = [
        ...(await app(appId)),
        ...Object.entries(further),
        ['stage/index.js', 'Component({ properties: { keys: Array, off: Boolean }, methods: { noop: function () {} } });'],
        [
          'stage/index.json',
          JSON.stringify({ component: true, usingComponents: component === undefined ? {} : { subject: `../${component}` } }),
        ],
        ['stage/index.wxml', `<${tag} wx:for="{{keys}}" wx:key="*this" disabled="{{off}}" ${attributes}>${text}</${tag}>`],
      ];
      for (const [path, content] of files) {
        const file = join(dir, id, path);
        mkdirSync(dirname(file), { recursive: true });
        writeFileSync(file, content);
      }
      stages.push({ id, page: join(dir, id, 'stage/index') });
    }
    return await use(stages, dir);
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}
