import { existsSync, readdirSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';

const root = join(import.meta.dirname, '../..');

/** Installed or built: there or not. */
const NOT_WRITTEN = new Set(['.git', 'artifacts', 'dist', 'miniprogram_dist', 'miniprogram_npm', 'node_modules']);
/** Written by npm pack, at the top of the tarball. */
const PACKED = /^(?:\.\/)?(?:index\.(?:mjs|d\.mts)|(?:web-types|html-data)\.json)$/;
/** Where the pages of whoever reads are. */
const PAGES = 'pages';

/** Words with slashes; names of documents and of TypeScript files that stand alone. */
const WORDS = /(?<![\w/.:@$'%#-])(?:(?:[\w@.<>*{},-]|…)+\/(?:[\w@.<>*{},/-]|…)*|\w[\w.-]*\.(?:[cm]?ts|mjs|md)\b)/gu;
const ADDRESSES = /\b\w+:\/\/\S+/g;
const FILE = /\.(?:[cm]?[jt]s|json|md|wxml|wxs|wxss|png|yml)$/;

let written;
/** Every file and folder that somebody wrote, from the root, with forward slashes. */
function everything() {
  const walk = (below) =>
    readdirSync(join(root, below), { withFileTypes: true }).flatMap((entry) => {
      if (NOT_WRITTEN.has(entry.name)) return [];
      const path = below === '' ? entry.name : `${below}/${entry.name}`;
      return entry.isDirectory() ? [path, ...walk(path)] : [path];
    });
  return (written ??= walk(''));
}

/** Where a path may start: at the root, at a folder above the file that names it or its `src`, at a mini program of this repository. */
function starts(file) {
  const above = [];
  for (let dir = dirname(file); dir !== '.'; dir = dirname(dir)) above.push(dir, `${dir}/src`);
  const programs = everything().filter((path) => path.endsWith('/app.json'));
  return ['.', ...above, ...programs.map((path) => dirname(path))];
}

/** `<name>` and `*` stand for one part of a path, `…` and `**` for the rest of it, `{a,b}` for either. */
function pattern(path) {
  const source = path
    .replace(/[.+()|[\]\\^$]/g, '\\$&')
    .replace(/\*\*\/?|…/g, '\0')
    .replace(/\{([^}]*)\}/g, (_, names) => `(?:${names.replaceAll(',', '|')})`)
    .replace(/<[^>]*>|\*/g, '[^/]+')
    .replaceAll('\0', '.*');
  return new RegExp(`^${source}$`);
}

function exists(path, file) {
  // A module may be named without its extension, or by what the compiler makes of it.
  const names = [path, `${path}.ts`, path.replace(/\.(?:d\.ts|js)$/, '.ts')];
  if (!path.includes('/')) return everything().some((known) => names.includes(known.split('/').at(-1)));
  // jest's directives begin with `./` and start at the root.
  const bases = /^\.\.?\//.test(path) ? [dirname(file), '.'] : starts(file);
  if (!/[<*{…]/.test(path)) return bases.some((base) => names.some((name) => existsSync(join(root, base, name))));
  return bases.some((base) => everything().some((known) => pattern(join(base, path).replace(/\/$/, '')).test(known)));
}

/** Whether a word means a path of this repository. `iv/encryptedData`, `application/json` and `authing-js-sdk/build/…` do not. */
function isPath(word) {
  const [first] = word.split('/');
  if (first === PAGES || word.split('/').some((part) => NOT_WRITTEN.has(part)) || PACKED.test(word) || /^[@<]/.test(word)) return false;
  if (/^\.\.?$/.test(first) || existsSync(join(root, first))) return true;
  return (FILE.test(word) || (word.endsWith('/') && /^[\w-]+\/$/.test(word))) && !existsSync(join(root, 'node_modules', first));
}

/**
 * The paths and documents that a text names and that are not there.
 * @param {string} text
 * @param {string} file that the text stands in, from the root
 */
export function missingPaths(text, file) {
  const words = text.replace(ADDRESSES, '').match(WORDS) ?? [];
  return [...new Set(words.map((word) => word.replace(/[.,]+$/, '')))].filter((word) => isPath(word) && !exists(word, file));
}

/** @type {import('eslint').Rule.RuleModule} */
export const namedPaths = {
  meta: {
    type: 'problem',
    schema: [],
    messages: { missing: '{{path}} does not exist. Name what is there, or nothing.' },
  },
  create(context) {
    const file = relative(root, context.filename).replaceAll('\\', '/');
    return {
      Program() {
        for (const comment of context.sourceCode.getAllComments()) {
          for (const path of missingPaths(comment.value, file)) context.report({ loc: comment.loc, messageId: 'missing', data: { path } });
        }
      },
    };
  },
};
