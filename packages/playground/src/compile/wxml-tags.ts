/** The tags a WXML file uses, with their places: the template compiler accepts any name, WeChat does not. */

export interface WxmlTag {
  name: string;
  offset: number;
}

/** Syntax, not elements. */
const directives = new Set(['block', 'template', 'import', 'include', 'wxs', 'slot']);

/** Comments, WXS bodies and quoted attribute values (which may hold `<`) are skipped. */
const TOKEN = /<!--[\s\S]*?(?:-->|$)|<wxs\b[^>]*?(?:\/>|>[\s\S]*?<\/wxs\s*>)|<([A-Za-z][\w.:-]*)((?:"[^"]*"|'[^']*'|[^>"'])*)/g;

/** Opening tags in order, without directives. */
export function wxmlTags(source: string): WxmlTag[] {
  const tags: WxmlTag[] = [];
  for (const match of source.matchAll(TOKEN)) {
    const name = match[1];
    if (name !== undefined && !directives.has(name)) tags.push({ name, offset: match.index });
  }
  return tags;
}
