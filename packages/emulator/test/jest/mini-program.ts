/** Mini programs of a test's own, written to a folder of their own. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const folders: string[] = [];

/** @param files by path; app.js and a page `pages/index/index` that says "hello" are there unless given; null: not there */
export function miniProgram(files: Record<string, string | null> = {}): string {
  const root = mkdtempSync(join(tmpdir(), 'mini-program-'));
  folders.push(root);
  const usual = {
    'app.js': "App({ authing: { appId: 'YOUR_APP_ID' } });",
    'app.json': '{ "pages": ["pages/index/index", "pages/me/me"] }',
    'pages/index/index.json': '{}',
    'pages/index/index.wxml': '<view>hello</view>',
    'pages/index/index.js': 'Page({});',
  };
  for (const [name, text] of Object.entries({ ...usual, ...files })) {
    if (text === null) continue;
    mkdirSync(dirname(join(root, name)), { recursive: true });
    writeFileSync(join(root, name), text);
  }
  return root;
}

afterAll(() => folders.forEach((folder) => rmSync(folder, { recursive: true, force: true })));
