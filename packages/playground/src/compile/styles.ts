/** WXSS to CSS: imports inlined, rpx made relative to the screen's width, selectors fitted to the DOM the engine builds. */
import path from 'node:path';
import postcss, { type AtRule, type CssSyntaxError, type Root } from 'postcss';
import selectorParser from 'postcss-selector-parser';
import type { ComponentStyle } from '../build';
import { domTag, withoutRpx } from '../page-dom';
import type { ProjectFiles } from './project-files';
import { excerpt, type Report } from './problems';

/** The WXSS file of `entry` (path without extension) as CSS; empty when there is none. */
export function compileStyle(files: ProjectFiles, entry: string, scope: string, report: Report): ComponentStyle {
  const file = `${entry}.wxss`;
  if (!files.exists(file)) return { scope, isolated: '', shared: '' };
  const root = inlined(files, file, new Set(), report);
  root.walkDecls((declaration) => {
    declaration.value = withoutRpx(declaration.value);
  });
  root.walkAtRules((rule) => {
    rule.params = withoutRpx(rule.params);
  });
  const shared = root.clone();
  rewriteSelectors(root, scope, `${scope}--`, file, report);
  rewriteSelectors(shared, scope, '', file, report);
  return { scope, isolated: root.toString(), shared: shared.toString() };
}

function inlined(files: ProjectFiles, file: string, above: ReadonlySet<string>, report: Report): Root {
  const source = files.read(file) ?? '';
  let root: Root;
  try {
    root = postcss.parse(source, { from: file });
  } catch (error) {
    const { reason, line = 1, column = 1 } = error as CssSyntaxError;
    report({ severity: 'error', message: reason, file, line, column, excerpt: excerpt(source, line, column) });
    return postcss.root();
  }
  root.walkDecls((declaration) => reportLocalUrl(declaration.value, file, source, declaration.source?.start?.line, report));
  root.walkAtRules('import', (rule) => inline(rule, files, file, new Set([...above, file]), report));
  return root;
}

function inline(rule: AtRule, files: ProjectFiles, file: string, above: ReadonlySet<string>, report: Report): void {
  const target = /^(?:url\(\s*)?["']?([^"')]+)["']?\s*\)?/.exec(rule.params)?.[1] ?? '';
  if (/^(https?:)?\/\//.test(target)) return;
  const found = target.startsWith('/') ? target.slice(1) : path.posix.join(path.posix.dirname(file), target);
  const line = rule.source?.start?.line ?? 1;
  if (!files.exists(found)) {
    report({ severity: 'error', message: report.texts.missing(found), file, line, excerpt: excerpt(files.read(file) ?? '', line) });
    rule.remove();
  } else if (above.has(found)) {
    rule.remove();
  } else {
    rule.replaceWith(inlined(files, found, above, report).nodes);
  }
}

function reportLocalUrl(value: string, file: string, source: string, line: number | undefined, report: Report): void {
  const local = /url\(\s*["']?(?!data:|https?:|\/\/|#)([^"')]+)/.exec(value)?.[1];
  if (local === undefined || line === undefined) return;
  report({ severity: 'warning', message: report.texts.localUrl(local), file, line, excerpt: excerpt(source, line) });
}

/** `.a` -> `.<prefix>a`, built-in tags -> their DOM elements, `page` -> `body`, `:host` -> the component's host element. */
function rewriteSelectors(root: Root, scope: string, prefix: string, file: string, report: Report): void {
  const rewrite = selectorParser((selectors) => {
    selectors.walk((node) => {
      if (node.type === 'class') node.value = prefix + node.value;
      else if (node.type === 'tag' && node.value === 'page') node.value = isParent(node) ? 'body > wx-page' : 'body';
      else if (node.type === 'tag' && !/^(html|body|from|to|\d.*)$/.test(node.value)) node.value = domTag(node.value);
      else if (node.type === 'id') node.replaceWith(selectorParser.attribute(idAttribute(node.value)), strongAsId());
      else if (node.type === 'pseudo' && node.value === ':host')
        node.replaceWith(selectorParser.attribute({ attribute: 'wx-host', operator: '=', value: scope, quoteMark: '"', raws: {} }));
    });
  });
  root.walkRules((rule) => {
    if (rule.parent?.type === 'atrule' && /keyframes$/i.test((rule.parent as AtRule).name)) return;
    try {
      rule.selector = rewrite.processSync(rule.selector);
    } catch (error) {
      report({
        severity: 'error',
        message: report.texts.selector((error as Error).message),
        file,
        ...(rule.source?.start && { line: rule.source.start.line }),
      });
    }
  });
}

/** `page > view`: between the body and the page's own elements stands the page component. */
const isParent = (node: selectorParser.Tag): boolean => {
  const next = node.next();
  return next?.type === 'combinator' && next.value.trim() === '>';
};

// The engine writes ids to the DOM behind a prefix of its own.
const idAttribute = (id: string): selectorParser.AttributeOptions => ({
  attribute: 'id',
  operator: '$=',
  value: `--${id}`,
  quoteMark: '"',
  raws: {},
});

/** Matches everything and weighs as much as an id, which the attribute selector in its place does not. */
const strongAsId = () => selectorParser.pseudo({ value: ':not(#_)' });
