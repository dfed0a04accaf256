import fc from 'fast-check';
import { buttonKinds } from '../apps/widget-kinds';
import type { WidgetKind } from '../apps/widget-kinds';
import { faultNames, passingFaults } from '../simulation/faults';
import type { Answer, Schedule, Setting, Step, Written } from './schedule';

const pick = <T>(...values: readonly T[]): fc.Arbitrary<T> => fc.constantFrom(...values);

/** Mostly the first value; it is also what shrinking goes to. */
const mostly = <T>(usual: T, ...others: readonly T[]): fc.Arbitrary<T> =>
  fc.oneof({ withCrossShrink: true }, { arbitrary: fc.constant(usual), weight: 3 }, { arbitrary: pick(...others), weight: 2 });

/** ms. Around every limit that this package or WeChat has: 4 calls a second, 5 s in the background, 10 s and 270 s and 300 s. */
const delay = fc.oneof(
  { withCrossShrink: true },
  { weight: 6, arbitrary: pick(0, 1, 30, 100, 250, 400, 600, 1000) },
  { weight: 4, arbitrary: fc.integer({ min: 0, max: 3000 }) },
  { weight: 2, arbitrary: pick(1500, 3000, 4999, 5001, 9999, 10_001, 12_000, 22_000) },
  { weight: 1, arbitrary: pick(60_000, 100_000, 179_000, 181_000, 200_000, 269_999, 270_001, 299_000, 301_000, 900_000) },
);

/** ms: of somebody who leaves a page open, and comes back to it. */
const leisure = fc.oneof(
  { withCrossShrink: true },
  { weight: 3, arbitrary: delay },
  { weight: 2, arbitrary: fc.integer({ min: 2001, max: 20_000 }) },
  { weight: 3, arbitrary: pick(60_000, 100_000, 149_000, 151_000, 181_000, 200_000, 269_999, 271_000, 300_000, 450_000, 900_000) },
  { weight: 2, arbitrary: fc.integer({ min: 60_000, max: 900_000 }) },
);

const thinking = fc.oneof(
  { withCrossShrink: true },
  { weight: 5, arbitrary: pick(0, 100, 800, 1500, 4000) },
  { weight: 1, arbitrary: pick(20_000, 80_000, 100_000, 280_000, 310_000) },
);

const answer: fc.Arbitrary<Answer> = fc.record({
  answer: mostly<Answer['answer']>('accept', 'accept', 'deny', 'cancel', 'never'),
  afterMs: thinking,
});

const widget = fc.nat(3);

/** Which of the controls of a panel, or of a form; and what is typed, if it is a field. */
const hand = {
  control: mostly(0, 1, 2, 3, 4, 5),
  written: fc.record({
    text: mostly<Written['text']>('offered', 'offered', 'another', 'nothing', 'too long'),
    review: mostly<Written['review']>('pass', 'refuse', 'refuse', 'time-out', 'slow'),
    key: fc.boolean(),
  }),
};
const kind = fc.oneof(
  { weight: 3, arbitrary: pick(...buttonKinds) },
  { weight: 2, arbitrary: pick<WidgetKind>('nickname', 'login-panel', 'login-panel', 'user-panel') },
);
const kinds = fc.array(kind, { minLength: 1, maxLength: 3 });

type Action = Step extends infer S ? (S extends Step ? Omit<S, 'after'> : never) : never;

/** What people and phones do all the time. */
const ordinary: fc.WeightedArbitrary<Action>[] = [
  {
    weight: 12,
    arbitrary: fc.record({
      do: fc.constant('tap' as const),
      widget,
      touch: mostly(true, true, true, false),
      again: mostly<number | null>(null, null, 20, 60, 120, 200, 350, 1000),
      person: answer,
      ...hand,
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('touch' as const), widget }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('open' as const), widgets: kinds }) },
  { weight: 2, arbitrary: fc.constant({ do: 'back' as const }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('attach' as const), page: fc.nat(2), kind }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('detach' as const), widget }) },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant('put back' as const), widget, afterMs: pick(0, 0, 50, 700, 5000) }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('replace' as const),
      widgets: kinds,
      times: mostly(1, 1, 2, 5, 12, 30),
      everyMs: pick(0, 200, 700, 2500, 9000),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('sign out' as const), copy: fc.nat(1) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('app signs in' as const), copy: fc.nat(1) }) },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('change' as const),
      widget,
      to: pick('disabled' as const, 'enabled' as const, 'other way' as const),
    }),
  },
  { weight: 2, arbitrary: fc.constant({ do: 'background' as const }) },
  { weight: 2, arbitrary: fc.constant({ do: 'foreground' as const }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('restart' as const), user: mostly<'same' | 'other'>('same', 'other') }) },
];

/** An unhurried finger, and a person who makes up their mind within 100 s; a screen reader taps without any touch. */
const calmTap = fc.record({
  do: fc.constant('tap' as const),
  widget,
  touch: mostly(true, true, true, false),
  again: fc.constant(null),
  person: fc.record({
    answer: mostly<Answer['answer']>('accept', 'accept', 'accept', 'deny', 'cancel', 'never'),
    afterMs: pick(0, 100, 800, 1500, 4000, 20_000, 60_000, 100_000),
  }),
  ...hand,
});

/** Days on which nothing goes wrong but what may leave nothing stuck. */
const calm: fc.WeightedArbitrary<Action>[] = [
  { weight: 18, arbitrary: calmTap },
  ...ordinary.slice(1),
  { weight: 1, arbitrary: fc.record({ do: fc.constant('fault' as const), fault: pick(...passingFaults) }) },
];

/** What goes wrong. */
const adverse: fc.WeightedArbitrary<Action>[] = [
  { weight: 9, arbitrary: fc.record({ do: fc.constant('fault' as const), fault: pick(...faultNames) }) },
  { weight: 1, arbitrary: fc.constant({ do: 'offline' as const }) },
  { weight: 1, arbitrary: fc.constant({ do: 'online' as const }) },
  { weight: 2, arbitrary: fc.constant({ do: 'host login' as const }) },
  { weight: 1, arbitrary: fc.constant({ do: 'prefetch' as const }) },
  { weight: 1, arbitrary: fc.constant({ do: 'key expires' as const }) },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('clock' as const),
      jump: pick(-3_600_000, -250_000, -60_000, -1000, 1000, 120_000, 271_000, 3_600_000),
    }),
  },
  { weight: 1, arbitrary: fc.constant({ do: 'revoke' as const }) },
  { weight: 1, arbitrary: fc.constant({ do: 'reconfigure' as const }) },
];

const step = (actions: fc.WeightedArbitrary<Action>[], pause: fc.Arbitrary<number>): fc.Arbitrary<Step> =>
  fc.tuple(pause, fc.oneof(...actions)).map(([after, action]) => ({ after, ...action }) as Step);

/** ms: as long as people leave an app alone. */
const long = pick(4999, 5001, 60_000, 200_000, 271_000, 301_000, 900_000);

/** The app is left, and found again: what single steps seldom come to. */
const away: fc.Arbitrary<Step[]> = fc.tuple(delay, long).map(([after, away]) => [
  { after, do: 'background' },
  { after: away, do: 'foreground' },
]);

/** Something goes wrong, and somebody taps: otherwise most faults would wait in vain. */
const faultyTap: fc.Arbitrary<Step[]> = fc.tuple(delay, pick(...faultNames), delay, calmTap).map(([after, fault, later, tap]) => [
  { after, do: 'fault', fault },
  { after: later, ...tap },
]);

/** The phone's clock is put wrong, and the app goes on for a while. */
const wrongClock: fc.Arbitrary<Step[]> = fc
  .tuple(delay, pick(-3_600_000, -250_000, -60_000, 271_000), pick(100, 181_000, 271_000, 301_000), calmTap)
  .map(([after, jump, later, tap]) => [
    { after, do: 'clock', jump },
    { after: later, ...tap },
  ]);

/** Somebody goes through a form or a panel, one control after the other. */
const throughAPanel: fc.Arbitrary<Step[]> = fc
  .tuple(widget, fc.array(fc.tuple(pick(0, 100, 600, 1500, 4000), fc.nat(6), calmTap), { minLength: 2, maxLength: 5 }))
  .map(([first, taps]) => taps.map(([after, control, tap], index) => ({ after, ...tap, widget: first + (index % 2), control })));

/** One to five steps each. */
const episodes = (actions: fc.WeightedArbitrary<Action>[], adversity: boolean): fc.Arbitrary<Step[]> =>
  fc.oneof(
    { weight: 12, arbitrary: step(actions, adversity ? delay : leisure).map((single) => [single]) },
    { weight: 1, arbitrary: away },
    { weight: 2, arbitrary: throughAPanel },
    ...(adversity
      ? [
          { weight: 3, arbitrary: faultyTap },
          { weight: 1, arbitrary: wrongClock },
        ]
      : []),
  );

const setting: fc.Arbitrary<Setting> = fc.record({
  rotation: mostly<Setting['rotation']>('every-call', 'one in three', 'older than 2 min', 'never'),
  sealing: pick<Setting['sealing']>('open', 'consent'),
  supersededCode: mostly<Setting['supersededCode']>('worst', 'own', 'current'),
  refusal: mostly<Setting['refusal']>('plain', 'chinese', 'badRequest', 'passedThrough', 'forwardedJson', 'inData', 'http400', 'mute'),
  profileToken: pick('current' as const, 'none' as const),
  tokenSeconds: mostly<Setting['tokenSeconds']>(1_209_600, 60),
  phoneAccount: fc.boolean(),
  unionid: mostly(true, false),
  latency: fc.record({ bridge: pick(0, 5, 20), cloud: pick(50, 0, 300), network: pick(200, 0, 1500, 5000) }),
  travel: fc.record({ most: pick(600, 600, 100, 0), seed: fc.nat(9999) }),
  dataset: pick<Setting['dataset']>('view', 'logic'),
  copies: mostly<Setting['copies']>(
    null,
    { share: 'app and wx', version: 'same' },
    { share: 'app and wx', version: 'other' },
    { share: 'app', version: 'same' },
    { share: 'wx', version: 'same' },
  ),
  handlers: pick<Setting['handlers']>('fine', 'fine', 'fine', 'fine', 'fine', 'throw'),
  wording: fc.record({ language: pick<'en' | 'zh_CN'>('en', 'zh_CN'), errno: fc.boolean() }),
  viewLag: pick(0, 16, 50),
  hold: pick(60, 0, 300),
  freezes: pick<Setting['freezes']>('never', 'catches up', 'stands still'),
  sheetsCover: mostly(true, false),
  stackFirst: mostly(true, false),
  forGuestsOnly: pick(false, false, false, false, true),
  privacy: mostly<Setting['privacy']>('agreed', 'asked'),
  numbers: mostly<Setting['numbers']>('sealed', 'token', 'token', 'realtime'),
  consent: pick<Setting['consent']>('auto', 'combined'),
  agreement: mostly<Setting['agreement']>('none', 'none', 'remembered', 'remembered', 'each time'),
  baseLibrary: mostly<Setting['baseLibrary']>('3.17.5', '2.24.4', '2.32.3', '2.33.1', '3.0.0', '3.4.1', '3.4.2'),
  stored: mostly<Setting['stored']>(
    'nothing',
    'session',
    'session',
    'expired session',
    'legacy session',
    'legacy token alone',
    'legacy session of another app',
    "another app's token",
    "another app's token in our record",
    'nonsense',
    'token that breaks headers',
  ),
  configured: fc.oneof(
    { withCrossShrink: true },
    { weight: 19, arbitrary: fc.constant(true) },
    { weight: 1, arbitrary: fc.constant(false) },
  ),
  firstPage: kinds,
});

const schedule = (actions: fc.WeightedArbitrary<Action>[], adversity: boolean): fc.Arbitrary<Schedule> =>
  fc.record({
    setting,
    steps: fc.array(episodes(actions, adversity), { minLength: 1, maxLength: 14, size: 'max' }).map((all) => all.flat()),
  });

/** In two schedules in five nothing goes wrong: there the first tap must succeed. */
export const anySchedule: fc.Arbitrary<Schedule> = fc.oneof(
  { weight: 3, arbitrary: schedule([...ordinary, ...adverse], true) },
  {
    weight: 2,
    arbitrary: schedule(calm, false).map(({ setting: some, steps }) => ({
      setting: { ...some, sheetsCover: true, configured: true },
      steps,
    })),
  },
);
