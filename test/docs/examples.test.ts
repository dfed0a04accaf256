import ts from 'typescript';
import { TmplGroup } from 'glass-easel-template-compiler';
import { definitionOf, eventsOf } from './component-definition';
import { exportedNames } from './declared-types';
import { markdownFiles, readMarkdown } from './markdown';
import type { CodeBlock } from './markdown';

const pages = markdownFiles()
  .filter((path) => /^(README|components|docs)/.test(path))
  .map(readMarkdown)
  .filter(({ blocks }) => blocks.length > 0);
const COMPONENT = /<(login-button|phone-button|avatar-picker|nickname-input|login-panel|user-panel)\b([^>]*)>/g;
const kebab = (name: string): string => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

/** What the TypeScript compiler has against the syntax of a block. */
function syntaxErrors({ text, language }: CodeBlock): string[] {
  const { diagnostics = [] } = ts.transpileModule(text, {
    reportDiagnostics: true,
    fileName: `example.${language}`,
    compilerOptions: { allowJs: true, jsx: ts.JsxEmit.Preserve, target: ts.ScriptTarget.ES2018 },
  });
  return diagnostics.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'));
}

describe.each(pages.map((page) => [page.path, page] as const))('the examples of %s', (_path, { blocks }) => {
  const of = (...languages: string[]): CodeBlock[] => blocks.filter(({ language }) => languages.includes(language));
  const code = of('js', 'ts', 'tsx');

  it('are of a kind that is checked', () => {
    // architecture.test.ts reads the picture.
    const checked = ['sh', 'json', 'html', 'js', 'ts', 'tsx', 'vue', 'css', 'text', 'mermaid'];
    expect(blocks.map(({ language }) => language).filter((language) => !checked.includes(language))).toEqual([]);
  });

  it('parse', () => {
    expect(code.flatMap(syntaxErrors)).toEqual([]);
    of('json').forEach(({ text }) => expect(() => JSON.parse(text) as unknown).not.toThrow());
  });

  it('are WXML that compiles without a warning', () => {
    const group = new TmplGroup();
    try {
      expect(of('html').flatMap(({ text, line }) => group.addTmpl(`line-${line}`, text) as unknown[])).toEqual([]);
    } finally {
      group.free();
    }
  });

  it('pass properties and bind events that exist, to handlers that are there', () => {
    const tags = of('html').flatMap(({ text }) => [...text.matchAll(COMPONENT)]);
    const problems = tags.flatMap(([, name = '', attributes = '']) => {
      const known = Object.keys(definitionOf(name).properties).map(kebab);
      return [...attributes.matchAll(/([\w:-]+)=?(?:"([^"]*)")?/g)].flatMap(([, attribute, value]) => {
        const event = /^bind:(\w+)$/.exec(attribute!)?.[1];
        if (event === undefined)
          return known.includes(attribute!) || /^(wx:|class|id|custom-class|(title|text|button|link|input)-class)/.test(attribute!)
            ? []
            : [`${name}: ${attribute}`];
        if (!eventsOf(name).includes(event)) return [`${name} has no event ${event}`];
        return code.some(({ text }) => new RegExp(`\\b${value}\\(`).test(text)) ? [] : [`no handler ${value}`];
      });
    });
    expect(problems).toEqual([]);
  });

  it('use what the package exports', () => {
    const imported = code.flatMap(({ text }) =>
      [...text.matchAll(/(?:import(?: type)? |const )\{([^}]+)\} (?:from |= require\()'authing-miniapp'/g)].flatMap(([, names]) =>
        names!.split(','),
      ),
    );
    expect(imported.map((name) => name.trim()).filter((name) => !exportedNames().includes(name))).toEqual([]);
  });
});
