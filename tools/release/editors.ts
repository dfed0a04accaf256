/** What editors read: web-types.json (JetBrains, by package.json's `web-types`) and html-data.json (VS Code, by `html.customData`). */
import { posix } from 'node:path';
import type { Files } from '../build/files';
import { componentPages, type ComponentPage, type Described } from './component-pages';
import { readManifest, repositoryAddress } from './manifests';

/** By path from the package's folder; nothing where there are no components. */
export function editorFiles(root: string): Files {
  const pages = componentPages(root);
  if (pages.length === 0) return new Map();
  return new Map([
    ['web-types.json', json(webTypes(root, pages))],
    ['html-data.json', json(htmlData(root, pages))],
  ]);
}

const json = (value: object): string => `${JSON.stringify(value, null, 2)}\n`;

const addressOf = (root: string, { name }: ComponentPage): string =>
  `${repositoryAddress(root)}/blob/v${readManifest(root).version}/${posix.join('components', name, 'README.md')}`;

/** https://github.com/JetBrains/web-types/blob/master/schema/web-types.json */
function webTypes(root: string, pages: readonly ComponentPage[]): object {
  const { name, version } = readManifest(root);
  const variables = new Map(pages.flatMap((page) => page.variables.map((variable) => [variable.name, variable])));
  return {
    $schema: 'https://raw.githubusercontent.com/JetBrains/web-types/master/schema/web-types.json',
    name,
    version,
    'description-markup': 'markdown',
    'js-types-syntax': 'typescript',
    contributions: {
      html: {
        elements: pages.map((page) => ({
          name: page.name,
          description: page.description,
          'doc-url': addressOf(root, page),
          attributes: page.properties.map((property) => ({
            name: property.name,
            description: property.description,
            ...(property.preset !== undefined && { default: property.preset }),
            value: { kind: isPlain(property) ? 'plain' : 'expression', type: property.type, required: !isSwitch(property) },
          })),
          js: { events: page.events.map((event) => ({ name: event.name, description: `${event.description} (\`${event.type}\`)` })) },
          slots: [{ name: 'default', description: 'After the words of `text`; with `text=""` alone.' }],
        })),
      },
      css: {
        properties: [...variables.values()].map(({ name: variable, description, preset }) => ({
          name: variable,
          description: `${description}; default ${preset}`,
        })),
      },
    },
  };
}

const isSwitch = ({ type }: Described): boolean => type === 'boolean';
const isPlain = ({ type }: Described): boolean => /^(string|'[^']*'( \| '[^']*')*)$/.test(type ?? '');

/** The words an enumerated property takes. */
const valuesOf = ({ type = '' }: Described): { name: string }[] => [...type.matchAll(/'([^']+)'/g)].map(([, name]) => ({ name: name! }));

/** https://github.com/microsoft/vscode-html-languageservice/blob/main/docs/customData.md; events as WXML and as Vue's templates bind them. */
function htmlData(root: string, pages: readonly ComponentPage[]): object {
  const markdown = (value: string): object => ({ kind: 'markdown', value });
  return {
    version: 1.1,
    tags: pages.map((page) => ({
      name: page.name,
      description: markdown(page.description),
      attributes: [
        ...page.properties.map((property) => ({
          name: property.name,
          description: markdown(property.description),
          ...(isSwitch(property) && { valueSet: 'v' }),
          ...(valuesOf(property).length > 0 && { values: valuesOf(property) }),
        })),
        ...page.events.flatMap(({ name, description }) =>
          [`bind:${name}`, `@${name}`].map((bound) => ({ name: bound, description: markdown(description) })),
        ),
      ],
      references: [{ name: 'README', url: addressOf(root, page) }],
    })),
  };
}
