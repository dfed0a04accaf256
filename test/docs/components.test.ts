import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { loginPanelWords } from '../../lib/panel/login-words';
import { userPanelWords } from '../../lib/panel/user-words';
import { definitionOf, eventsOf, variablesOf } from './component-definition';
import type { Property } from './component-definition';
import { exportedNames, fieldsOf, reasonsOf, textsOf } from './declared-types';
import { codeSpans, readMarkdown, root, tableWith } from './markdown';

const components = ['login-button', 'phone-button', 'avatar-picker', 'nickname-input', 'login-panel', 'user-panel'];
const languages = [
  ['README.md', 'property', 'event', 'variable'],
  ['README.zh-CN.md', '属性', '事件', '变量'],
] as const;
const pages = components.flatMap((component) => languages.map(([file, ...headers]) => [component, file, ...headers] as const));

const kebab = (name: string): string => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
const onlySpan = (cell: string): string => codeSpans(cell).join(' ');

/** What the README's type cell must begin with. */
const typeName = (type: unknown): string => (type === Boolean ? 'boolean' : type === Number ? 'number' : type === String ? 'string' : '');

describe.each(pages)('components/%s/%s', (component, file, property, event, variable) => {
  const page = readMarkdown(`components/${component}/${file}`);
  const { properties, externalClasses } = definitionOf(component);
  const definedAs = (name: string): Property => properties[Object.keys(properties).find((known) => kebab(known) === name)!]!;

  it('lists the properties of the component, and no other', () => {
    const { rows } = tableWith(page, property);
    expect(rows.map(([name]) => onlySpan(name!)).sort()).toEqual(Object.keys(properties).map(kebab).sort());
  });

  it('gives them their types and defaults', () => {
    const source = readFileSync(join(root, 'components', component, 'index.ts'), 'utf8');
    for (const [name, type, preset] of tableWith(page, property).rows) {
      const defined = definedAs(onlySpan(name!));
      expect([name, type]).toEqual([name, expect.stringMatching(`^${typeName(defined.type)}`)]);
      if (defined.value !== undefined) expect([name, preset]).toEqual([name, defined.value === '' ? '' : `\`${String(defined.value)}\``]);
      // Words that depend on the language: each is in the component's own code.
      else expect(codeSpans(preset!).filter((text) => !source.includes(`'${text}'`))).toEqual([]);
    }
  });

  it('lists the events of the component, and no other', () => {
    expect(
      tableWith(page, event)
        .rows.map(([name]) => onlySpan(name!))
        .sort(),
    ).toEqual(eventsOf(component).sort());
  });

  it('gives them the fields of their exported types, and no other', () => {
    const { rows } = tableWith(page, event);
    const fieldsOfAny = new Set(rows.flatMap(([, , type]) => fieldsOf(onlySpan(type!))));
    const fieldsIn = (detail: string): string[] => [...new Set(codeSpans(detail).filter((span) => fieldsOfAny.has(span)))].sort();
    const listed = rows.map(([name, detail, type]) => [name, type, fieldsIn(detail!)]);
    expect(listed).toEqual(rows.map(([name, , type]) => [name, type, fieldsOf(onlySpan(type!)).sort()]));
    expect(exportedNames()).toEqual(expect.arrayContaining(rows.map(([, , type]) => onlySpan(type!))));
  });

  it('lists the cancel reasons', () => {
    const cancel = tableWith(page, event).rows.find(([name]) => name === '`cancel`')!;
    const ofAny = new Set(['CancelReason', 'NicknameCancelReason'].flatMap(textsOf));
    const listed = codeSpans(cancel[1]!).filter((span) => ofAny.has(span));
    expect([...new Set(listed)].sort()).toEqual(reasonsOf(onlySpan(cancel[2]!)).sort());
  });

  it('lists the CSS variables of its styles with their defaults, and no other', () => {
    const listed = tableWith(page, variable).rows.map(([name, preset]) => [onlySpan(name!), onlySpan(preset!)]);
    expect(Object.fromEntries(listed)).toEqual(variablesOf(component));
    expect(listed).toHaveLength(Object.keys(variablesOf(component)).length);
  });

  it('names its external classes', () => {
    expect(externalClasses[0]).toBe('custom-class');
    const named = codeSpans(page.prose).filter((span) => /^[a-z]+-class$/.test(span));
    expect([...new Set(named)].sort()).toEqual([...externalClasses].sort());
  });

  it('names its slots', () => {
    const view = readFileSync(join(root, 'components', component, 'index.wxml'), 'utf8');
    const slots = [...view.matchAll(/<slot name="(\w+)"/g)].map(([, name]) => name!);
    const [, list = ''] = /(?:Slots: |插槽：)([^]*?)(?:\n\n|\.\n|。)/.exec(page.prose) ?? [];
    const own = codeSpans(list).filter((span) => !/-class$/.test(span));
    expect(own.sort()).toEqual(slots.sort());
  });
});

describe.each([
  ['login-panel', loginPanelWords],
  ['user-panel', userPanelWords],
] as const)('%s', (component, words) => {
  it('lists its words, as it says them', () => {
    const listed = (file: string, header: string): unknown =>
      Object.fromEntries(
        tableWith(readMarkdown(`components/${component}/${file}`), header).rows.map(([name, text]) => [onlySpan(name!), text]),
      );
    expect(listed('README.md', 'word')).toEqual(words(null, (_simplified, _traditional, english) => english));
    expect(listed('README.zh-CN.md', '文案')).toEqual(words(null, (simplified) => simplified));
  });
});
