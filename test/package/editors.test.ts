/** What editors, weapp-vite and coding assistants find in the tarball. */
import { existsSync, mkdtempSync, readFileSync, readdirSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join, posix } from 'node:path';
import { definitionOf, eventsOf, variablesOf } from '../docs/component-definition';
import { unpackInto } from './packed-set';
import { complaints, resolutions, type ResolutionName } from './type-check';

jest.setTimeout(600_000); // a build, on a machine that does other things too

const project = mkdtempSync(join(realpathSync(tmpdir()), 'authing-miniapp-editors-'));
let installed: string;
beforeAll(async () => {
  installed = await unpackInto(project);
});
afterAll(() => rmSync(project, { recursive: true, force: true }));

const text = (path: string): string => readFileSync(join(installed, path), 'utf8');
const json = <T>(path: string): T => JSON.parse(text(path)) as T;
const kebab = (name: string): string => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
const components = ['avatar-picker', 'login-button', 'login-panel', 'nickname-input', 'phone-button', 'user-panel'];
const propertiesOf = (component: string): string[] => Object.keys(definitionOf(component).properties).map(kebab);

interface Named {
  readonly name: string;
  readonly description: string | { readonly value: string };
}
const names = (described: readonly Named[]): string[] => described.map(({ name }) => name).sort();
const described = ({ description }: Named): string => (typeof description === 'string' ? description : description.value);

interface WebTypes {
  readonly version: string;
  readonly contributions: {
    readonly html: {
      readonly elements: readonly (Named & { attributes: (Named & { value: { type: string } })[]; js: { events: Named[] } })[];
    };
    readonly css: { readonly properties: readonly Named[] };
  };
}

it('web-types.json, which package.json names, has the properties, events and CSS variables of the components', () => {
  const manifest = json<{ version: string; 'web-types': string }>('package.json');
  const { version, contributions } = json<WebTypes>(manifest['web-types']);
  expect(version).toBe(manifest.version);
  const { elements } = contributions.html;
  expect(names(elements)).toEqual(components);
  for (const { name, attributes, js } of elements) {
    expect(names(attributes)).toEqual(propertiesOf(name).sort());
    expect(names(js.events)).toEqual(eventsOf(name).sort());
    expect([...attributes, ...js.events].filter((each) => described(each) === '')).toEqual([]);
  }
  const typeOf = (element: string, attribute: string): string =>
    elements.find(({ name }) => name === element)!.attributes.find(({ name }) => name === attribute)!.value.type;
  expect([typeOf('login-button', 'mode'), typeOf('avatar-picker', 'size')]).toEqual(["'silent' | 'userinfo'", 'number | string']);
  expect(names(contributions.css.properties)).toEqual([...new Set(components.flatMap((name) => Object.keys(variablesOf(name))))].sort());
});

it('html-data.json has the same, with events as WXML and as Vue bind them', () => {
  const { tags } = json<{ tags: readonly (Named & { attributes: (Named & { values?: Named[] })[] })[] }>('html-data.json');
  expect(names(tags)).toEqual(components);
  for (const { name, attributes } of tags) {
    const bound = eventsOf(name).flatMap((event) => [`bind:${event}`, `@${event}`]);
    expect(names(attributes)).toEqual([...propertiesOf(name), ...bound].sort());
  }
  const mode = tags.find(({ name }) => name === 'login-button')!.attributes.find(({ name }) => name === 'mode')!;
  expect(names(mode.values!)).toEqual(['silent', 'userinfo']);
});

/** Targets of links outside fenced code, without anchors. */
const linksIn = (markdown: string): string[] =>
  [...markdown.replace(/^```[^]*?^```$/gm, '').matchAll(/\]\(([^()\s]+)\)/g)].map(([, target]) => target!.split('#')[0]!);

const markdownFiles = (): string[] => readdirSync(installed, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.md'));

it('every relative link of every packed page leads into the tarball', () => {
  const pages = [...markdownFiles(), 'llms.txt'];
  expect(pages).toEqual(expect.arrayContaining(['README.md', 'docs/errors.md', 'components/login-button/README.zh-CN.md']));
  const dead = pages.flatMap((page) =>
    linksIn(text(page))
      .filter((target) => target !== '' && !/^[a-z]+:/.test(target) && !existsSync(join(installed, posix.dirname(page), target)))
      .map((target) => `${page}: ${target}`),
  );
  expect(dead).toEqual([]);
});

it('llms.txt says what it is, and names each English page that is packed', () => {
  const [title, summary] = text('llms.txt').split('\n\n');
  expect(title).toBe('# authing-miniapp');
  expect(summary).toMatch(/^> .*WeChat mini-program/);
  // The summary may lead to one, too.
  expect([...new Set(linksIn(text('llms.txt')))].sort()).toEqual(
    markdownFiles()
      .filter((path) => !path.endsWith('.zh-CN.md'))
      .sort(),
  );
  expect(text('llms.txt')).not.toMatch(/^- \[\]|: $/m);
});

interface ResolverModule {
  AuthingResolver(options?: { prefix?: string }): ((name: string) => { name: string; from: string } | undefined) & {
    components: Record<string, string>;
    resolveExternalMetadataCandidates(from: string): { packageName: string; dts: string[]; js: string[] } | undefined;
  };
}

describe('authing-miniapp/weapp-vite', () => {
  const load = (): ResolverModule => createRequire(join(project, 'vite.config.ts'))('authing-miniapp/weapp-vite') as ResolverModule;

  it.each(['', 'authing-'])('resolves the components with the prefix "%s", and nothing else', (prefix) => {
    const resolver = load().AuthingResolver({ prefix });
    expect(Object.keys(resolver.components).sort()).toEqual(components.map((name) => prefix + name));
    for (const name of Object.keys(resolver.components)) {
      const { from } = resolver(name)!;
      expect(resolver(name)).toEqual({ name, from: resolver.components[name] });
      // Where WeChat's npm build, and weapp-vite's, takes it from.
      expect(existsSync(join(installed, 'miniprogram_dist', `${from.slice('authing-miniapp/'.length)}.json`))).toBe(true);
      const { packageName, dts, js } = resolver.resolveExternalMetadataCandidates(from)!;
      expect([packageName, ...[...dts, ...js].filter((path) => !existsSync(join(installed, path)))]).toEqual(['authing-miniapp']);
    }
    expect([
      resolver('t-button'),
      resolver('toString'),
      resolver.resolveExternalMetadataCandidates('tdesign-miniprogram/button/button'),
    ]).toEqual([undefined, undefined, undefined]);
  });

  it.each(Object.keys(resolutions) as ResolutionName[])("is what weapp-vite's types of 2 and 6 take: %s", (resolution) => {
    const page = join(project, 'resolvers.ts');
    writeFileSync(
      page,
      `import { AuthingResolver } from 'authing-miniapp/weapp-vite';
interface Value { name: string; from: string }
interface Meta {
  components?: Record<string, string>;
  resolveExternalMetadataCandidates?: (from: string) => { packageName: string; dts: string[]; js: string[] } | undefined;
}
type Call = (componentName: string, baseName: string) => Value | void;
export const two: Call[] = [AuthingResolver()];
export const six: ((Call & Meta) | (Meta & { resolve?: Call }))[] = [AuthingResolver({ prefix: 'my-' })];
// @ts-expect-error a text
AuthingResolver({ prefix: 1 });
`,
    );
    expect(complaints('typescript', { page, resolution, typings: false })).toEqual([]);
  });
});
