/** What it takes to encrypt a password, in each engine, beside the libraries that authing-js-sdk uses. */
import { generateKeyPairSync } from 'node:crypto';
import { sm2 } from 'sm-crypto';
import { appService } from '../../tools/size/app-service';
import { definePart, type Bench, type GoalFigure, type Section } from '../part';
import { milliseconds, ratioWithSpread } from '../report/figures';
import { createScripts } from '../scenes';
import type { PasswordResult, PasswordScene } from '../scenes/passwords';
import { inTurn, median, ratioOf, type Spread } from '../statistics';

const SAMPLES = 7;
const LATER = 5;

type Algorithm = PasswordScene['algorithm'];

const algorithms: readonly { readonly id: Algorithm; readonly name: string; readonly peer: string; readonly goal: number }[] = [
  { id: 'rsa', name: 'RSA-2048', peer: 'jsencrypt', goal: 2 },
  { id: 'sm2', name: 'SM2', peer: 'sm-crypto', goal: 1 },
];

export interface PasswordTime {
  readonly algorithm: Algorithm;
  readonly engine: string;
  readonly engineTitle: string;
  /** Of a process; ms. */
  readonly first: { readonly ours: number; readonly peers: number; readonly ratio: Spread };
  /** From the second on; ms. */
  readonly later: { readonly ours: number; readonly peers: number; readonly ratio: Spread };
  /** ms for which the JavaScript thread did nothing else, the first time. */
  readonly longestBlock: { readonly ours: number; readonly peers: number };
}

export type PasswordFigures = readonly PasswordTime[];

async function measure({ app, engines, say }: Bench): Promise<PasswordFigures> {
  const scripts = createScripts();
  try {
    const ours = appService(await app('everything'));
    const times: PasswordTime[] = [];
    for (const { id: algorithm, name, peer } of algorithms) {
      const scene = { algorithm, publicKey: publicKeyOf(algorithm), more: LATER };
      const runs = [
        { who: 'ours', script: scripts.write('passwords', { ...scene, appService: ours } satisfies PasswordScene) },
        { who: 'peers', script: scripts.write('passwords', scene satisfies PasswordScene) },
      ] as const;
      for (const engine of engines) {
        say(`${name} beside ${peer}, ${SAMPLES} processes each, in ${engine.title}`);
        const samples: { readonly ours: PasswordResult[]; readonly peers: PasswordResult[] } = { ours: [], peers: [] };
        for (let round = 0; round < SAMPLES; round += 1) {
          for (const { who, script } of inTurn(runs, round)) samples[who].push(resultOf(engine.run(script)));
        }
        const compare = (figure: (result: PasswordResult) => number): { ours: number; peers: number; ratio: Spread } => {
          const [own, theirs] = [samples.ours.map(figure), samples.peers.map(figure)];
          return { ours: median(own), peers: median(theirs), ratio: ratioOf(own, theirs) };
        };
        times.push({
          algorithm,
          engine: engine.id,
          engineTitle: engine.title,
          first: compare(({ first }) => first),
          later: compare(({ later }) => median(later)),
          longestBlock: compare(({ longestBlock }) => longestBlock),
        });
      }
    }
    return times;
  } finally {
    scripts.remove();
  }
}

function publicKeyOf(algorithm: Algorithm): string {
  if (algorithm === 'sm2') return sm2.generateKeyPairHex().publicKey;
  return generateKeyPairSync('rsa', { modulusLength: 2048 }).publicKey.export({ type: 'spki', format: 'pem' }).toString();
}

function resultOf(printed: string): PasswordResult {
  if (!printed.startsWith('{')) throw new Error(`A password could not be encrypted: ${printed}`);
  return JSON.parse(printed) as PasswordResult;
}

function section(times: PasswordFigures): Section {
  return {
    title: { en: 'Passwords', zh: '密码' },
    about: {
      en:
        'A password is encrypted in a new process, as it is when a person signs in; then again and again. The longest block is the longest ' +
        'time for which nothing else could run on the JavaScript thread, the first time.',
      zh: '在新进程中加密一次密码，即一次登录的情形；随后反复加密。“最长占用”是首次加密时 JavaScript 线程无法做其他事情的最长时间。',
    },
    tables: [
      {
        head: [
          { en: 'algorithm, peer', zh: '算法、对照' },
          { en: 'engine', zh: '引擎' },
          { en: 'first, ours to theirs', zh: '首次，我们与对方之比' },
          { en: 'first', zh: '首次' },
          { en: 'later, ours to theirs', zh: '之后，我们与对方之比' },
          { en: 'later', zh: '之后' },
          { en: 'longest block, ours and theirs', zh: '最长占用，我们与对方' },
        ],
        rows: algorithms.flatMap(({ id, name, peer }) =>
          times
            .filter(({ algorithm }) => algorithm === id)
            .map(({ engineTitle, first, later, longestBlock }) => [
              `${name}, \`${peer}\``,
              engineTitle,
              ratioWithSpread(first.ratio),
              `${milliseconds(first.ours)}, ${milliseconds(first.peers)}`,
              ratioWithSpread(later.ratio),
              `${milliseconds(later.ours)}, ${milliseconds(later.peers)}`,
              `${milliseconds(longestBlock.ours)}, ${milliseconds(longestBlock.peers)}`,
            ]),
        ),
      },
    ],
    charts: algorithms.map(({ id, name, peer, goal }) => ({
      name: `performance-${id}`,
      title: { en: `${name}: first password, share of the time of ${peer}`, zh: `${name}：首次加密密码，与 ${peer} 之比` },
      goal,
      bars: times
        .filter(({ algorithm }) => algorithm === id)
        .map(({ engineTitle, first: { ratio } }) => ({
          label: engineTitle,
          value: ratio.median,
          low: ratio.low,
          high: ratio.high,
          text: ratio.median.toFixed(2),
          ours: true,
        })),
    })),
  };
}

/** The thread is not blocked for longer. */
const BLOCK_GOAL_MS = 50;

function goals(times: PasswordFigures): GoalFigure[] {
  return times.flatMap(({ algorithm, engineTitle, first, later, longestBlock }) => {
    const { name, peer, goal } = algorithms.find(({ id }) => id === algorithm)!;
    return [
      {
        what: { en: `${name} to ${peer}, ${engineTitle}, first`, zh: `${name} 与 ${peer} 之比，${engineTitle}，首次` },
        value: first.ratio.median,
        goal,
      },
      {
        what: { en: `${name} to ${peer}, ${engineTitle}, later`, zh: `${name} 与 ${peer} 之比，${engineTitle}，之后` },
        value: later.ratio.median,
        goal,
      },
      {
        what: { en: `${name}, longest block, ${engineTitle}`, zh: `${name}，最长占用，${engineTitle}` },
        value: longestBlock.ours,
        goal: BLOCK_GOAL_MS,
        write: milliseconds,
      },
    ];
  });
}

export const passwordsPart = definePart<PasswordFigures>({ id: 'passwords', measure, section, goals });
