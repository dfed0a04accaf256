/** What the package adds to a user's, in bytes, beside its peers: by WeChat's own compiler, in its settings for ES5 and without them. */
import { gzipSync } from 'node:zlib';
import { appService, isScript } from '../../tools/size/app-service';
import { budgetOf, measuredApps, peers, REFERENCE, type AppId } from '../../tools/size/apps';
import type { CompiledApp } from '../../tools/size/compile-app';
import { addedWeight } from '../../tools/size/weight';
import { definePart, type Bench, type GoalFigure, type Section } from '../part';
import { bytes, ratio } from '../report/figures';

/** What an app grew by. */
export interface ByteRow {
  readonly id: AppId;
  readonly title: string;
  readonly ours: boolean;
  /** WeChat's compiler, settings of a new project. */
  readonly es5: number;
  /** The same, with the `define` frame that every script of a published package has. */
  readonly framed: number;
  /** The framed app's growth, compressed. */
  readonly gzip: number;
  /** Compiled with `es6` off. */
  readonly modern: number;
}

export type ByteFigures = readonly ByteRow[];

async function measure({ root, app, say }: Bench): Promise<ByteFigures> {
  const apps = [...measuredApps(root), ...peers(root)];
  say(`${apps.length + 1} apps, each for ES5 and as written`);
  const [empty, modernEmpty] = await Promise.all([app('empty'), app('empty', 'modern')]);
  return Promise.all(
    apps.map(async ({ id, title, foreign }) => {
      const [es5, modern] = await Promise.all([app(id), app(id, 'modern')]);
      const framed = (files: CompiledApp): Buffer => shipped(files);
      return {
        id,
        title,
        ours: !foreign,
        es5: addedWeight(es5, empty).bytes,
        framed: framed(es5).byteLength - framed(empty).byteLength,
        gzip: gzipSync(framed(es5), { level: 9 }).byteLength - gzipSync(framed(empty), { level: 9 }).byteLength,
        modern: addedWeight(modern, modernEmpty).bytes,
      };
    }),
  );
}

/** All that WeChat sends to a phone: one script, and every other file. */
function shipped(files: CompiledApp): Buffer {
  const others = [...files].filter(([path]) => !isScript(path)).map(([, content]) => Buffer.from(content));
  return Buffer.concat([Buffer.from(appService(files)), ...others]);
}

const rowOf = (rows: ByteFigures, id: AppId): ByteRow => {
  const row = rows.find((one) => one.id === id);
  if (!row) throw new Error(`${id} was not weighed.`);
  return row;
};

function section(rows: ByteFigures): Section {
  const reference = rowOf(rows, REFERENCE);
  return {
    title: { en: 'Bytes', zh: '体积' },
    about: {
      en:
        'Added to an empty mini program by a page that uses the package, as WeChat’s own compiler leaves it: minified, unused files left out. ' +
        '"Framed" has the `define(…)` around each script that WeChat publishes; "gzip" is that, compressed; "modern" is compiled with `es6` off.' +
        ' "Three components" are `login-button`, `phone-button` and `avatar-picker`, here and below; `nickname-input` and the panels are not among them.',
      zh:
        '页面使用该包后，空白小程序增加的字节数，由微信自己的编译器得出：已压缩，未使用的文件不计。' +
        '“带包裹”含微信发布时每个脚本外的 `define(…)`；“gzip”是前者压缩后；“现代”为关闭 `es6` 后编译。' +
        '“三个组件”在此处及下文指 `login-button`、`phone-button` 与 `avatar-picker`，不含 `nickname-input` 和面板。',
    },
    tables: [
      {
        head: [
          { en: 'package', zh: '包' },
          'ES5',
          { en: 'to `authing-wxapp-sdk`', zh: '与 `authing-wxapp-sdk` 之比' },
          { en: 'framed', zh: '带包裹' },
          'gzip',
          { en: 'gzip, ratio', zh: 'gzip 之比' },
          { en: 'modern', zh: '现代' },
          { en: 'modern, ratio', zh: '现代之比' },
        ],
        rows: rows.map(({ title, ours, es5, framed, gzip, modern }) => [
          ours ? { en: `**${title}**`, zh: `**${inChinese(title)}**` } : `\`${title}\``,
          bytes(es5),
          ratio(es5 / reference.es5),
          bytes(framed),
          bytes(gzip),
          ratio(gzip / reference.gzip),
          bytes(modern),
          ratio(modern / reference.modern),
        ]),
      },
    ],
    charts: [
      {
        name: 'performance-bytes',
        title: { en: 'Bytes added to an empty mini program (ES5)', zh: '空白小程序增加的字节（ES5）' },
        bars: rows
          .filter(({ id }) => id !== 'authing-js-sdk')
          .map(({ title, ours, es5 }) => ({ label: title, value: es5, text: bytes(es5), ours })),
      },
    ],
  };
}

const inChinese = (title: string): string =>
  title.replace('three components', '三个组件').replace('four components', '四个组件').replace(' only', '');

function goals(rows: ByteFigures): GoalFigure[] {
  const es5 = (id: AppId): number => rowOf(rows, id).es5;
  const toPredecessor = (id: AppId, en: string, zh: string): GoalFigure => {
    const { gate, goal } = budgetOf(id) ?? {};
    if (gate === undefined || goal === undefined) throw new Error(`${id} has no goal.`);
    return {
      what: { en: `${en}: bytes, over those of \`${REFERENCE}\``, zh: `${zh}：字节数 ÷ \`${REFERENCE}\` 的字节数` },
      value: es5(id) / es5(REFERENCE),
      goal,
      gate,
    };
  };
  return [
    toPredecessor('everything', 'everything', '全部'),
    toPredecessor('components', 'three components', '三个组件'),
    toPredecessor('login-button', '`login-button`', '`login-button`'),
    {
      what: {
        en: '`login-button` and `phone-button`: bytes, over those of `@authing/miniapp-taro`',
        zh: '`login-button` 与 `phone-button`：字节数 ÷ `@authing/miniapp-taro` 的字节数',
      },
      value: es5('login-and-phone') / es5('authing-v5'),
      goal: 1,
    },
  ];
}

export const bytesPart = definePart<ByteFigures>({ id: 'bytes', measure, section, goals });
