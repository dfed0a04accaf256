/** What templates say of the components: WXML, Vue's and JSX. */
import { basename, posix } from 'node:path';
import { components, NATIVE_FORMS, TAGS, type Component, type ComponentName } from './components';
import type { Finding, Place } from './finding';
import type { Project } from './project';
import { componentIn, ours } from './registrations';
import { meant, plain } from './spelling';
import { tagsIn, type Attribute, type Tag } from './tags';

interface PlacedTag extends Tag {
  readonly name: ComponentName;
  readonly place: Place;
}

export function checkTemplates(project: Project): Finding[] {
  const tags = tagsOf(project);
  return [...checkConnection(project, tags), ...tags.flatMap(checkTag), ...checkUnread(project)];
}

/** What may hold the components and cannot be read is said, where it names one. */
function checkUnread(project: Project): Finding[] {
  const names = tagNames(project);
  return project.unread.flatMap(({ place, format, text }): Finding[] =>
    names.some((name) => text.split(/[^\w-]+/).includes(name)) ? [{ id: 'notRead', place, format }] : [],
  );
}

function tagsOf(project: Project): PlacedTag[] {
  const { templates, scripts } = project;
  const names = tagNames(project);
  const read = [
    ...[...templates].map(([file, template]) => [file, tagsIn(template, !file.endsWith('.wxml'), names)] as const),
    ...[...scripts].map(([file, { tags }]) => [file, tags] as const),
  ];
  const componentOf = ownership(project);
  return read.flatMap(([file, tags]) =>
    tags.flatMap((tag): PlacedTag[] => {
      const name = componentOf(tag.tag, file);
      return name === undefined ? [] : [{ ...tag, name, place: { file, line: tag.line } }];
    }),
  );
}

/** What the components are called in this project: by their own names, or as `usingComponents` says. */
export const tagNames = (project: Project): string[] => [...new Set([...TAGS, ...ours(project).map(({ key }) => key)])];

/**
 * Which component a tag is: one may be registered by any name, and an app may have one of its own by the name of ours, which takes and
 * tells what it likes.
 */
function ownership(project: Project): (tag: string, file: string) => ComponentName | undefined {
  const { registrations, scripts, source } = project;
  const own = new Set(ours(project));
  const isImported = (name: string, file: string): boolean =>
    scripts.get(file)?.names.has(name.replace(/(?:^|-)(\w)/g, (_, letter: string) => letter.toUpperCase())) === true;
  return (name, file) => {
    const named = registrations.filter(({ key }) => key === name);
    const json = file.replace(/\.wxml$/, '.json');
    const near = named.filter(({ place }) => place.file === json);
    const everywhere = named.filter(({ place }) => place.file === posix.join(source, 'app.json'));
    const meantHere = !file.endsWith('.wxml') ? named : near.length > 0 ? near : everywhere;
    // Of Vue, one that a script imports, or that uni-app finds by its folder, goes before.
    const isAnother = isImported(name, file) || [...scripts.keys()].some((path) => basename(path) === `${name}.vue`);
    if (!meantHere.every((each) => own.has(each)) || (file.endsWith('.vue') && isAnother)) return undefined;
    const usual = TAGS.find((tag) => tag === name);
    const [component, ...others] = new Set(meantHere.length > 0 ? meantHere.map((each) => componentIn(each) ?? usual) : [usual]);
    return others.length > 0 ? undefined : component;
  };
}

/** By phone token Authing has to know which connection it is. What is not written out may say so. */
function checkConnection({ scripts, unreadable }: Project, tags: readonly PlacedTag[]): Finding[] {
  const all = [...scripts.values()];
  const given = all.flatMap(({ options }) => options);
  const isCertain = given.length > 0 && given.every(({ complete }) => complete) && unreadable.length === 0;
  if (!isCertain || all.some(({ namesConnection }) => namesConnection)) return [];
  return tags
    .filter(({ name }) => name === 'phone-button' || name === 'login-panel')
    .flatMap(({ attributes, place }): Finding[] => {
      const realtime = attributes.get('realtime')?.text;
      const isRealtime = realtime === '' || realtime === 'true';
      const asked = attributes.get('flow')?.text === 'token' ? 'flow="token"' : isRealtime ? 'realtime' : undefined;
      return asked === undefined ? [] : [{ id: 'noConnection', place, asked }];
    });
}

function checkTag(placed: PlacedTag): Finding[] {
  const { name, tag, attributes, events, place } = placed;
  const component: Component = components[name];
  return [
    ...[...attributes.values()].flatMap((attribute) => checkAttribute(component, placed, attribute)),
    ...events.flatMap((event): Finding[] => {
      const native = NATIVE_FORMS[name]?.[event.toLowerCase()];
      // Of four letters there is one, `done`: `gone` may be an event of the app's, `donee` is none.
      const right = native ?? (NATIVE_EVENTS.includes(event) ? undefined : meant(event, component.events, event.length > 4 ? 4 : 5));
      return right === undefined ? [] : [{ id: 'misspeltEvent', place, tag, name: event, right }];
    }),
    ...checkAgreement(placed),
  ];
}

/** Of WeChat's own elements: somebody may listen to those of what is in a slot. */
const NATIVE_EVENTS = ['change', 'input', 'focus', 'blur', 'confirm', 'submit', 'reset', 'scroll', 'tap', 'touchend', 'longtap'];

function checkAttribute(component: Component, { tag, place }: PlacedTag, { name, text }: Attribute): Finding[] {
  const { values, flags, others, classes } = component;
  const known = [...Object.keys(values), ...flags, ...others, ...classes];
  const property = known.find((each) => plain(each) === plain(name));
  // In WXML a hyphen is a capital letter, and no more: `real-time` is not `realtime`.
  const isOther = place.file.endsWith('.wxml') && !(classes as readonly string[]).includes(property ?? '') && camelCase(name) !== property;
  if (property !== undefined && isOther) return [{ id: 'misspeltProperty', place, tag, name, right: property }];
  if (property === undefined) {
    if (/^(agreed|agreement|opentype)$/.test(plain(name))) return [{ id: 'unreadProperty', place, tag, name }];
    const right = /:|^(v|data|aria)-/.test(name) ? undefined : meant(name, known, 5);
    return right === undefined ? [] : [{ id: 'misspeltProperty', place, tag, name, right }];
  }
  if (text === undefined || text === '') return [];
  const possible = values[property];
  if (possible && !possible.includes(text)) return [{ id: 'noSuchValue', place, name, value: text, possible }];
  return flags.includes(property) && text === 'false' ? [{ id: 'textIsTrue', place, name }] : [];
}

const camelCase = (name: string): string => name.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());

/**
 * Somebody who is asked to agree may want to read to what: the names of the documents tell the page, and nobody else. What they agree to
 * is kept by the page alone.
 */
function checkAgreement({ name, tag, place, attributes, events, isOpen }: PlacedTag): Finding[] {
  const { others, events: known }: Component = components[name];
  if (!attributes.has('agreed') || !others.includes('agreed') || isOpen) return [];
  const unheard = (['agreement', 'agree'] as const).filter((event) => known.includes(event) && !events.includes(event));
  return unheard.map((event) => ({ id: `${event}Unheard`, place, tag, listener: listening(event, place.file) }));
}

/** How a page written in this file listens to an event. */
function listening(event: string, file: string): string {
  const handler = `on${event[0]!.toUpperCase()}${event.slice(1)}`;
  if (file.endsWith('.wxml')) return `bind:${event}="${handler}"`;
  return /\.(vue|html?)$/.test(file) ? `@${event}="${handler}"` : `${handler}={${handler}}`;
}
