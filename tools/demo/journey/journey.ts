/** Runs the steps one after the other and keeps what they said. */
import type { Browser } from 'playwright-core';
import { startDemo } from '../server';
import type { Demo } from '../server';
import { canDrawChinese, photographAll, photographDark, photographScreen } from './camera';
import { comparison } from './comparison';
import { steps } from './steps';
import { createVisitor } from './visitor';
import type { Language } from './visitor';

export interface StepReport {
  title: string;
  ok: boolean;
  /** What really happened. */
  details: string[];
  /** Why it did not hold. */
  failure?: string;
  /** ms */
  duration: number;
  /** Files in the pictures' folder. */
  pictures: string[];
}

export interface JourneyReport {
  language: Language;
  ok: boolean;
  steps: StepReport[];
  chineseFonts: boolean;
}

export interface JourneyOptions {
  browser: Browser;
  language: Language;
  /** Where pictures go; none are taken without. */
  pictures?: string;
  /** Also in the dark theme. Default false. */
  dark?: boolean;
  /** Also lets the predecessor try, on the same WeChat. Default false. */
  compare?: boolean;
  port?: number;
  onStep?: (step: StepReport) => void;
}

/** The whole journey on a demo of its own, by a person nobody knows yet. Stops at the first step that does not hold. */
export async function travel(options: JourneyOptions): Promise<JourneyReport> {
  const demo = await startDemo(options.port === undefined ? {} : { port: options.port });
  try {
    return await travelOn(demo, options);
  } finally {
    await demo.close();
  }
}

async function travelOn(demo: Demo, options: JourneyOptions): Promise<JourneyReport> {
  const { browser, language, pictures: dir, dark = false, compare = false, onStep = () => undefined } = options;
  const planned = compare ? [...steps, comparison(() => demo.addPredecessor())] : steps;
  const visitor = await createVisitor(browser, { language });
  const { page } = visitor;
  const suffix = language === 'en' ? '-en' : '';
  const reports: StepReport[] = [];
  let taken: string[] = [];
  const picture = async (name: string): Promise<void> => {
    if (dir === undefined) return;
    taken.push(`${name}${suffix}`);
    await photographScreen(page, dir, `${name}${suffix}`);
    if (!dark) return;
    taken.push(`${name}${suffix}-dark`);
    await photographDark(page, dir, `${name}${suffix}-dark`);
  };
  const overview = async (name: string): Promise<void> => {
    if (dir === undefined) return;
    taken.push(`${name}${suffix}`);
    await photographAll(page, dir, `${name}${suffix}`);
  };
  const [user] = demo.backend.cloud.users;
  const scene = { visitor, backend: demo.backend, url: demo.url, openid: user?.openid ?? '', picture, overview };
  for (const { title, run } of planned) {
    const start = Date.now();
    taken = [];
    const result = await run(scene).then(
      (details) => complainedOf(visitor.complaints, details),
      (error: unknown) => ({ ok: false, details: [], failure: firstLines(error) }),
    );
    const report: StepReport = { title, ...result, duration: Date.now() - start, pictures: taken.map((name) => `${name}.png`) };
    reports.push(report);
    onStep(report);
    if (!report.ok) break;
  }
  const ok = reports.length === planned.length && reports.every((report) => report.ok);
  if (!ok) await overview('failed');
  const chineseFonts = await canDrawChinese(page);
  await visitor.close();
  return { language, ok, steps: reports, chineseFonts };
}

function complainedOf(complaints: readonly string[], details: string[]): Pick<StepReport, 'ok' | 'details' | 'failure'> {
  if (complaints.length === 0) return { ok: true, details };
  return { ok: false, details, failure: `the browser's console is not free of complaints: ${complaints.join('; ')}` };
}

const firstLines = (error: unknown): string => (error instanceof Error ? error.message : String(error)).split('\n').slice(0, 6).join('\n');
