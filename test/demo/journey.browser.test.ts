import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { travel } from '../../tools/demo/journey/journey';
import { steps } from '../../tools/demo/journey/steps';
import { writeTranscript } from '../../tools/demo/journey/transcript';
import { exampleDir, packExample } from '../../tools/demo/miniprogram-npm';
import { launchChromium } from '../../tools/demo/chromium';
import { describeInChromium } from './in-chromium';

describeInChromium('the whole journey in a real browser', () => {
  let browser: Browser;
  let dir: string;

  beforeAll(async () => {
    dir = mkdtempSync(join(tmpdir(), 'journey-'));
    [browser] = await Promise.all([launchChromium(), packExample()]);
  }, 120_000);
  afterAll(async () => {
    rmSync(dir, { recursive: true, force: true });
    await browser.close();
  });

  it("packs the example as WeChat's npm build does", () => {
    const packed = join(exampleDir, 'miniprogram_npm/authing-miniapp');
    expect(existsSync(join(packed, 'components/login-button/index.js'))).toBe(true);
    expect(existsSync(join(exampleDir, 'node_modules'))).toBe(false);
  });

  it("signs in, shares the phone number, changes the avatar, keeps the session, signs out; the predecessor's order fails", async () => {
    const report = await travel({ browser, language: 'zh_CN', pictures: dir, compare: true });
    expect(report.steps.filter(({ ok }) => !ok)).toEqual([]);
    expect(report.steps.map(({ title }) => title)).toEqual([
      ...steps.map(({ title }) => title),
      'For comparison: authing-wxapp-sdk in its documented order',
    ]);
    expect(report.ok).toBe(true);

    const taken = report.steps.flatMap(({ pictures }) => pictures);
    expect(readdirSync(dir).sort()).toEqual([...taken].sort());
    for (const file of taken.filter((name) => /^\d/.test(name))) expect(sizeOf(join(dir, file))).toEqual([780, 1688]);

    writeTranscript(dir, [report]);
    const written = JSON.parse(readFileSync(join(dir, 'transcript.json'), 'utf8')) as unknown;
    expect(written).toEqual([report]);
    expect(readFileSync(join(dir, 'transcript.md'), 'utf8')).toContain('## In Chinese: every step held');
  }, 120_000);

  it('ends at the first step that does not hold, and says why', async () => {
    const broken = jest.spyOn(steps[1]!, 'run').mockRejectedValue(new Error('the button is gone'));
    const report = await travel({ browser, language: 'en' });
    broken.mockRestore();
    expect(report.ok).toBe(false);
    expect(report.steps.map(({ ok, failure }) => [ok, failure])).toEqual([
      [true, undefined],
      [false, 'the button is gone'],
    ]);
  }, 60_000);
});

/** Width and height of a PNG, px. */
function sizeOf(file: string): [number, number] {
  const bytes = readFileSync(file);
  return [bytes.readUInt32BE(16), bytes.readUInt32BE(20)];
}
