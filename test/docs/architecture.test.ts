/** @jest-environment ./test/harness/environment.js */
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { filesIn } from '../../tools/lint/files';
import { createHarness } from '../harness/harness';
import { tracing } from './tracing';
import { codeSpans, readMarkdown, root, tableWith } from './markdown';

const buttons = ['login-button', 'phone-button'] as const;

/** The functions that a tap enters, from WeChat's event to the last word of the library. */
let entered: Record<(typeof buttons)[number], string[]>;
beforeAll(async () => {
  jest.useFakeTimers();
  const tap = async (name: (typeof buttons)[number]): Promise<string[]> => {
    const calls: string[] = [];
    const harness = await createHarness('glass-easel', { compilers: tracing });
    globalThis.entered = (call) => void calls.push(call);
    const button = harness.mount(name);
    await harness.pass();
    calls.length = 0;
    harness.press(button);
    await harness.pass();
    if (button.events.at(-1)?.name !== 'login') throw new Error(`The tap on ${name} ended in ${JSON.stringify(button.events)}`);
    return calls;
  };
  entered = { 'login-button': await tap('login-button'), 'phone-button': await tap('phone-button') };
  jest.useRealTimers();
});

const linksIn = (cell: string): string[] => [...cell.matchAll(/\]\(\.\.\/([^)]+)\)/g)].map(([, path]) => path!);
const fileOf = (call: string): string => call.split(' ')[0]!;

/** Where one list goes on in the other; what it has and the other has not, in that order, is left. */
const notInOrder = (some: readonly string[], all: readonly string[]): string[] =>
  some.slice(all.reduce((found, item) => (item === some[found] ? found + 1 : found), 0));

/** Folders that hold files, or are divided below what a line is for: the first two of a path, in a package also those of its `src`. */
function folders(): string[] {
  const depth = (path: string): number => (/^packages\/[^/]+\/src\/[^/]+\//.test(path) ? 4 : path.startsWith('packages/') ? 3 : 2);
  const found = filesIn(root).flatMap((path) => {
    const parts = path.split('/').slice(0, -1);
    // Editors and tools leave hidden folders; the one of ours is that of CI.
    return parts.length && (!parts[0]!.startsWith('.') || parts[0] === '.ci') ? [parts.slice(0, depth(path)).join('/')] : [];
  });
  return [...new Set(found)].sort();
}

const columns = {
  'docs/architecture.md': {
    file: 'file',
    folder: 'folder',
    layer: 'layer',
    because: 'because',
    pkg: 'package',
    entry: 'entry',
    where: 'where',
  },
  'docs/architecture.zh-CN.md': { file: '文件', folder: '目录', layer: '层', because: '原因', pkg: '包', entry: '条目', where: '哪里' },
};

describe.each(Object.entries(columns))('%s', (path, { file, folder, layer, because, pkg, entry, where }) => {
  const page = readMarkdown(path);
  const stations = (): Record<string, string>[] => {
    const { header, rows } = page.tables.find((table) => table.header[2] === file)!;
    return rows.map((row) => Object.fromEntries(row.map((cell, index) => [header[index]!, cell])));
  };

  it.each(buttons)('a tap on %s passes the stations of the table, in order', (button) => {
    const calls = stations().flatMap((station) => {
      const files = linksIn(station[file]!);
      // Where the buttons differ, login-button's file comes first.
      const from = files[files.length > 1 ? buttons.indexOf(button) : 0];
      return from === undefined || from.endsWith('.wxml') ? [] : codeSpans(station[button]!).map((name) => `${from} ${name}`);
    });
    expect(calls.length).toBeGreaterThan(15);
    expect(notInOrder(calls, entered[button])).toEqual([]);
  });

  it.each(buttons)('no file takes part in a tap on %s that the table does not name', (button) => {
    const named = linksIn(
      stations()
        .flatMap((station) => Object.values(station))
        .join(' '),
    );
    expect([...new Set(entered[button].map(fileOf))].filter((from) => !named.includes(from))).toEqual([]);
    const unused = named.filter((from) => !buttons.some((one) => entered[one].some((call) => fileOf(call) === from)));
    expect(unused.filter((from) => !from.endsWith('.wxml'))).toEqual([]);
  });

  it.each(buttons)('the template of %s binds the event that it begins with', (button) => {
    const [first, second] = stations();
    const template = linksIn(first![file]!)[buttons.indexOf(button)]!;
    const [handler] = codeSpans(second![button]!);
    expect(readFileSync(join(root, template), 'utf8')).toContain(`${codeSpans(first![button]!)[0]}="${handler}"`);
  });

  it('the picture is that of the table', () => {
    const { text } = page.blocks.find(({ language }) => language === 'mermaid')!;
    const folders = new Map([...text.matchAll(/participant (\w+)(?: as (\S+))?/g)].map(([, id, name]) => [id, name ?? id]));
    const messages = [...text.matchAll(/^ *\w+-{1,2}>>(\w+): (.*)$/gm)].map(([, to, words]) => [folders.get(to), words]);
    const drawn = stations().map((station, index) => {
      const [from] = linksIn(station[file]!);
      if (from === undefined) return ['Authing', messages[index]?.[1]];
      const [login, phone] = buttons.map((button) => codeSpans(station[button]!).join(' → '));
      const folder = dirname(from);
      return [folder.startsWith('components/') ? 'components' : folder, login === phone ? login : `${login} | ${phone}`];
    });
    expect(messages).toEqual(drawn);
  });

  it('has a line for every folder with code, and for no other', () => {
    const listed = tableWith(page, folder).rows.map(([name]) => codeSpans(name!)[0]!);
    expect([...listed].sort()).toEqual(folders());
  });

  it('says who may import whom as ESLint does', () => {
    const program = "import { LAYERS } from './tools/lint/layers.mjs'; process.stdout.write(JSON.stringify(LAYERS));";
    const output = execFileSync(process.execPath, ['--input-type=module', '-e', program], { cwd: root, encoding: 'utf8' });
    const layers = JSON.parse(output) as Record<string, { mayImport: string[]; because: string }>;
    const { header, rows } = tableWith(page, layer);
    expect(header.at(-1)).toBe(because);
    expect(rows.map(([name, imports]) => [codeSpans(name!)[0], codeSpans(imports!)])).toEqual(
      Object.entries(layers).map(([name, { mayImport }]) => [name, mayImport]),
    );
    if (path.endsWith('architecture.md')) expect(rows.map((row) => row.at(-1))).toEqual(Object.values(layers).map((one) => one.because));
  });

  it('names the packages', () => {
    const named = (at: string): string => (JSON.parse(readFileSync(join(root, at, 'package.json'), 'utf8')) as { name: string }).name;
    const at = ['.', ...readdirSync(join(root, 'packages')).map((name) => `packages/${name}`)];
    expect(tableWith(page, pkg).rows.map((row) => row.slice(0, 2).map((cell) => codeSpans(cell)[0]))).toEqual(
      at.map((place) => [named(place), place]),
    );
  });

  it('names what is in the built package', () => {
    const built = readdirSync(join(root, 'miniprogram_dist')).filter((name) => !name.endsWith('.d.ts'));
    expect(
      tableWith(page, entry)
        .rows.map(([name]) => codeSpans(name!)[0])
        .sort(),
    ).toEqual(built.sort());
  });

  it('names what is kept on the app object and in Storage', () => {
    const code = filesIn(join(root, 'lib'))
      .map((name) => readFileSync(join(root, 'lib', name), 'utf8'))
      .join('\n');
    const singletons = [...code.matchAll(/appSingleton<.*>\(['`]([^'`]+)['`]/g)].map(([, name]) =>
      name!.replace('${', '<').replace('}', '>'),
    );
    const keys = [...code.matchAll(/['`](_?authing_[a-z]+)(?:_\$\{appId\}.*)?['`]/g)].map(([, key]) => key!);
    const { rows } = tableWith(page, where);
    const named = rows.map((row) => codeSpans(row[1]!)[0]!);
    const ofApp = rows.filter(([place]) => place!.startsWith('app ')).map((row) => codeSpans(row[1]!)[0]);
    expect(ofApp.sort()).toEqual(singletons.sort());
    const ofStorage = rows.filter(([place]) => place === 'Storage').map((row) => codeSpans(row[1]!)[0]!.replace(/_<.*/, ''));
    expect([...new Set(ofStorage)].sort()).toEqual([...new Set(keys)].filter((key) => !/miniapp/.test(key)).sort());
    expect(new Set(named).size).toBe(named.length);
  });
});
