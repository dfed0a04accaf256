/** What a page costs until it stands: parse, evaluate, first attach, in new processes, beside the predecessor's `require`. */
import { appService, isScript } from '../../tools/size/app-service';
import { REFERENCE, componentNames, threeComponents, type AppId } from '../../tools/size/apps';
import type { CompiledApp } from '../../tools/size/compile-app';
import type { JavaScriptEngine } from '../javascript-engines';
import { definePart, type Bench, type GoalFigure, type Section, type Words } from '../part';
import { bytes, milliseconds, ratioWithSpread } from '../report/figures';
import { createScripts, type Scripts } from '../scenes';
import type { StartResult, StartScene } from '../scenes/start';
import { inTurn, median, ratioOf, type Spread } from '../statistics';

/** Share of the predecessor's start above which the run fails, with room for a busy machine; with the SDK evaluated it is 0.5 to 1. */
const GATE = 0.6;

const SAMPLES = 21;

const componentPath = (name: string): string => `miniprogram_npm/authing-miniapp/components/${name}/index`;

/** A page whose start is measured. */
interface StartPage {
  readonly app: AppId;
  readonly title: Words;
  readonly components: readonly string[];
  /** At most this share of the predecessor's time: with the whole package parsed, and with nothing parsed but what it evaluates. */
  readonly goal?: { readonly whole: number; readonly evaluated: number };
}

const predecessor: StartPage = { app: REFERENCE, title: "`require('authing-wxapp-sdk')`, `new AuthenticationClient`", components: [] };

export const startPages: readonly StartPage[] = [
  { app: 'login-button', title: { en: 'one `login-button`', zh: '一个 `login-button`' }, components: [componentPath('login-button')] },
  { app: 'components', title: { en: 'three components', zh: '三个组件' }, components: threeComponents.map(componentPath) },
  {
    app: 'nickname-input',
    title: { en: 'one `nickname-input`', zh: '一个 `nickname-input`' },
    components: [componentPath('nickname-input')],
  },
  // With the components that each panel uses: WeChat evaluates them with it, shown or not.
  {
    app: 'login-panel',
    title: { en: '`login-panel` with all in it', zh: '`login-panel` 及其中全部' },
    components: [...componentNames, 'login-panel'].map(componentPath),
  },
  {
    app: 'user-panel',
    title: { en: '`user-panel` with all in it', zh: '`user-panel` 及其中全部' },
    components: ['avatar-picker', 'nickname-input', 'user-panel'].map(componentPath),
  },
  {
    app: 'readme-page',
    title: { en: '`login-button` and `authingBehavior` (README)', zh: '`login-button` 与 `authingBehavior`（README）' },
    components: [componentPath('login-button')],
    goal: { whole: 0.22, evaluated: 0.12 },
  },
];

/** What the engine is given to parse. */
type Given = 'whole' | 'evaluated';

export interface StartFigures {
  readonly engines: readonly { readonly id: string; readonly title: string; readonly version: string }[];
  readonly pages: readonly {
    readonly app: AppId;
    readonly parsedBytes: number;
    readonly evaluatedBytes: number;
    readonly evaluatedFiles: number;
  }[];
  readonly times: readonly StartTime[];
}

export interface StartTime {
  readonly app: AppId;
  readonly engine: string;
  readonly given: Given;
  /** Median. */
  readonly ms: number;
  readonly predecessorMs: number;
  readonly ratio: Spread;
}

async function measure(bench: Bench): Promise<StartFigures> {
  const scripts = createScripts();
  try {
    const starts = await Promise.all(
      [predecessor, ...startPages].map(async (page) => startOf(page, await bench.app(page.app), scripts, bench)),
    );
    const [reference, ...ours] = starts;
    if (!reference) throw new Error('There is nothing to compare with.');
    const times: StartTime[] = [];
    for (const engine of bench.engines) {
      bench.say(`${SAMPLES} starts of each page in ${engine.title}`);
      times.push(...timesIn(engine, reference, ours));
    }
    return {
      engines: bench.engines.map(({ id, title, version }) => ({ id, title, version })),
      pages: starts.map(({ app, parsedBytes, evaluatedBytes, evaluatedFiles }) => ({ app, parsedBytes, evaluatedBytes, evaluatedFiles })),
      times,
    };
  } finally {
    scripts.remove();
  }
}

interface Start {
  readonly app: AppId;
  readonly parsedBytes: number;
  readonly evaluatedBytes: number;
  readonly evaluatedFiles: number;
  readonly script: Readonly<Record<Given, string>>;
}

/** Starts the page once, to learn what it evaluates. */
function startOf({ app, components }: StartPage, files: CompiledApp, scripts: Scripts, { engines }: Bench): Start {
  const scene = (wanted?: (path: string) => boolean): string =>
    scripts.write('start', { appService: appService(files, wanted), components, makesClient: app === REFERENCE } satisfies StartScene);
  const whole = scene();
  const evaluated = new Set(play(engines[0], whole).evaluated);
  const weigh = (wanted: (path: string) => boolean): number =>
    [...files].filter(([path]) => isScript(path) && wanted(path)).reduce((sum, [, { byteLength }]) => sum + byteLength, 0);
  return {
    app,
    parsedBytes: weigh(() => true),
    evaluatedBytes: weigh((path) => evaluated.has(path)),
    evaluatedFiles: evaluated.size,
    script: { whole, evaluated: scene((path) => evaluated.has(path)) },
  };
}

function play(engine: JavaScriptEngine | undefined, script: string): StartResult {
  if (!engine) throw new Error('There is no engine to start anything in.');
  return JSON.parse(engine.run(script)) as StartResult;
}

/** Each round starts everything once, next to one another; ratios are taken within a round. */
function timesIn(engine: JavaScriptEngine, reference: Start, ours: readonly Start[]): StartTime[] {
  const runs = [
    { key: 'reference', script: reference.script.whole },
    ...ours.flatMap(({ app, script }) =>
      (['whole', 'evaluated'] as const).map((given) => ({ key: `${app} ${given}`, script: script[given] })),
    ),
  ];
  const samples = new Map<string, number[]>(runs.map(({ key }) => [key, []]));
  for (let round = 0; round < SAMPLES; round += 1) {
    for (const { key, script } of inTurn(runs, round)) samples.get(key)?.push(play(engine, script).ms);
  }
  const theirs = samples.get('reference') ?? [];
  return ours.flatMap(({ app }) =>
    (['whole', 'evaluated'] as const).map((given) => {
      const sample = samples.get(`${app} ${given}`) ?? [];
      return { app, engine: engine.id, given, ms: median(sample), predecessorMs: median(theirs), ratio: ratioOf(sample, theirs) };
    }),
  );
}

const pageOf = (app: AppId): StartPage => [predecessor, ...startPages].find((page) => page.app === app) ?? predecessor;

function section({ engines, pages, times }: StartFigures): Section {
  const find = (app: AppId, engine: string, given: Given): StartTime | undefined =>
    times.find((time) => time.app === app && time.engine === engine && time.given === given);
  const cell = (time: StartTime | undefined): string => (time ? `${ratioWithSpread(time.ratio)} · ${milliseconds(time.ms)}` : '');
  return {
    title: { en: 'Start', zh: '启动' },
    about: {
      en:
        `A new process for each of ${SAMPLES} starts: the app's JavaScript as WeChat's compiler and its \`define\` frame leave it is parsed and ` +
        'evaluated, and the page with its components is attached once. Each figure is the share of the time that the predecessor takes to be ' +
        'required and constructed right before or after (median, and in brackets what half of the pairs lie between), then the time itself. ' +
        '"All" parses everything the app ships, as WeChat does; "used" only what the page evaluates.',
      zh:
        `每次启动都用新进程，共 ${SAMPLES} 次：解析并执行经微信编译器与 \`define\` 包裹后的 JavaScript，再挂载一次页面与组件。` +
        '数字是相邻测得的前代 require 并构造所用时间的几分之几（中位数，括号内为中间一半的范围），其后是时间本身。' +
        '“全部”解析小程序的所有脚本，与微信相同；“所用”只解析该页执行的文件。',
    },
    tables: [
      {
        head: [
          { en: 'page', zh: '页面' },
          { en: 'parsed', zh: '解析' },
          { en: 'evaluated', zh: '执行' },
          { en: 'files evaluated', zh: '执行的文件' },
        ],
        rows: pages.map(({ app, parsedBytes, evaluatedBytes, evaluatedFiles }) => [
          pageOf(app).title,
          bytes(parsedBytes),
          bytes(evaluatedBytes),
          String(evaluatedFiles),
        ]),
      },
      {
        head: [{ en: 'page', zh: '页面' }, { en: 'parsed', zh: '解析' }, ...engines.map(({ title }) => title)],
        rows: startPages.flatMap(({ app, title }) => [
          [title, { en: 'all', zh: '全部' }, ...engines.map(({ id }) => cell(find(app, id, 'whole')))],
          [title, { en: 'used', zh: '所用' }, ...engines.map(({ id }) => cell(find(app, id, 'evaluated')))],
        ]),
      },
    ],
    charts: [
      {
        name: 'performance-start',
        title: {
          en: 'Start of the README page, share of the predecessor’s',
          zh: 'README 页面的启动时间，与前代之比',
        },
        goal: 0.22,
        bars: engines.flatMap(({ id, title }) => {
          const time = find('readme-page', id, 'whole');
          return time
            ? [
                {
                  label: title,
                  value: time.ratio.median,
                  low: time.ratio.low,
                  high: time.ratio.high,
                  text: time.ratio.median.toFixed(2),
                  ours: true,
                },
              ]
            : [];
        }),
      },
    ],
  };
}

function goals({ times, pages, engines }: StartFigures): GoalFigure[] {
  const title = (engine: string): string => engines.find(({ id }) => id === engine)?.title ?? engine;
  const three = pages.find(({ app }) => app === 'components');
  return [
    ...times.flatMap(({ app, engine, given, ratio }) => {
      const goal = pageOf(app).goal?.[given];
      if (goal === undefined) return [];
      const parsed = given === 'whole' ? { en: 'all parsed', zh: '解析全部' } : { en: 'only used parsed', zh: '只解析所用' };
      return [
        {
          what: {
            en: `start of the README page: time, over that of \`${REFERENCE}\`: ${title(engine)}, ${parsed.en}`,
            zh: `README 页面启动：时间 ÷ \`${REFERENCE}\` 的时间：${title(engine)}，${parsed.zh}`,
          },
          value: ratio.median,
          goal,
          gate: GATE,
        },
      ];
    }),
    ...(three
      ? [
          {
            what: { en: 'three components: bytes evaluated until attached', zh: '三个组件：挂载前执行的字节' },
            value: three.evaluatedBytes,
            goal: 16_000,
            write: bytes,
          },
        ]
      : []),
  ];
}

export const startPart = definePart<StartFigures>({ id: 'start', measure, section, goals });
