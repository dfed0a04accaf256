/** What the READMEs say that a program can use is what there is. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';

const folder = path.join(__dirname, '..');
const text = (file: string): string => readFileSync(path.join(folder, file), 'utf8');

/** The names of an interface's members. */
function membersOf(file: string, name: string): string[] {
  const { statements } = ts.createSourceFile(file, text(file), ts.ScriptTarget.Latest, true);
  const found = statements.filter(ts.isInterfaceDeclaration).find((statement) => statement.name.text === name);
  return found?.members.map((member) => (member.name as ts.Identifier | ts.StringLiteral).text) ?? [];
}

/** The names in the first column of the table below this heading. */
function rowsOf(readme: string, heading: string): string[] {
  const rows = text(readme).split(`| ${heading} |`)[1]?.split('\n\n')[0]?.split('\n').slice(2) ?? [];
  return rows.flatMap((row) => [...(row.split('|')[1] ?? '').matchAll(/`([\w.]+)/g)].map(([, name]) => name ?? ''));
}

describe.each([
  ['README.md', 'option', 'of the playground', 'event'],
  ['README.zh-CN.md', '选项', 'playground 的成员', '事件'],
])('%s', (readme, options, members, events) => {
  it.each([
    ['the options', options, 'src/server.ts', 'PlaygroundServerOptions'],
    ['the members', members, 'src/server.ts', 'PlaygroundServer'],
    ['the events', events, 'src/client/bus.ts', 'PlaygroundEvents'],
  ])('has %s, all and no others', (_, heading, file, name) => {
    expect(membersOf(file, name).length).toBeGreaterThan(5);
    expect(rowsOf(readme, heading).sort()).toEqual(membersOf(file, name).sort());
  });
});
