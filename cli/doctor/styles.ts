/** What style sheets say to the dialog that asks for consent: it stands at the page's root, and takes its colours from `page` alone. */
import type { Finding } from './finding';
import type { Project } from './project';

const VARIABLE = /--authing-consent-[\w-]+(?=\s*:)/;
/** A rule without others in it: its selector, and what it declares. A comment is none. */
const RULE = /([^{};]+)\{([^{}]*)\}/g;
/** The page's own element, whatever its classes and states. */
const IS_PAGE = /^(page|:root)(?![\w-])\S*$/;

export const checkStyles = ({ styles }: Project): Finding[] =>
  [...styles].flatMap(([file, written]) => {
    const text = written.replace(/\/\*[^]*?\*\//g, (comment) => comment.replace(/[^\n]/g, ' '));
    return [...text.matchAll(RULE)].flatMap((rule): Finding[] => {
      const [, before = '', declarations = ''] = rule;
      // Of a .vue file, what is above its first rule is no selector.
      const selector = before.replace(/^[^]*>(?=\s*\n)/, '').trim();
      const [name] = VARIABLE.exec(declarations) ?? [];
      // In a preprocessor's nesting, or in a media query, a rule may belong to one around it.
      if (name === undefined || /^@|&/.test(selector) || selector.split(',').some((each) => IS_PAGE.test(each.trim()))) return [];
      const above = text.slice(0, rule.index + before.length + 1 + declarations.indexOf(name));
      return [{ id: 'consentColour', place: { file, line: above.split('\n').length }, name, selector }];
    });
  });
