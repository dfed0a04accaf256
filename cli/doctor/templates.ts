/** What templates say of the components: WXML, Vue's and JSX. */
import { basename, posix } from 'node:path';
import { components, type Component, type ComponentName } from './components';
import type { Finding, Place } from './finding';
import type { Project } from './project';
import { ours } from './registrations';
import { meant, plain } from './spelling';
import { tagsIn, type Attribute, type Tag } from './tags';

interface PlacedTag extends Tag {
  readonly place: Place;
}

export function checkTemplates(project: Project): Finding[] {
  const tags = tagsOf(project);
  return [...checkConnection(project, tags), ...tags.flatMap(checkTag)];
}

function tagsOf(project: Project): PlacedTag[] {
  const { templates, scripts } = project;
  const read = [
    ...[...templates].map(([file, template]) => [file, tagsIn(template, file.endsWith('.vue'))] as const),
    ...[...scripts].map(([file, { tags }]) => [file, tags] as const),
  ];
  const isOurs = ownership(project);
  return read.flatMap(([file, tags]) =>
    tags.filter(({ name }) => isOurs(name, file)).map((tag) => ({ ...tag, place: { file, line: tag.line } })),
  );
}

/** Whether a tag is this package's: an app may have a component of its own of that name, which takes and tells what it likes. */
function ownership(project: Project): (name: ComponentName, file: string) => boolean {
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
    return meantHere.every((each) => own.has(each)) && !(file.endsWith('.vue') && isAnother);
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

function checkTag(tag: PlacedTag): Finding[] {
  const { name, attributes, events, place } = tag;
  const component: Component = components[name];
  return [
    ...[...attributes.values()].flatMap((attribute) => checkAttribute(component, tag, attribute)),
    ...events.flatMap((event): Finding[] => {
      const right = NATIVE_EVENTS.includes(event) ? undefined : meant(event, component.events, 5);
      return right === undefined ? [] : [{ id: 'misspeltEvent', place, tag: name, name: event, right }];
    }),
    ...checkAgreement(tag),
  ];
}

/** Of WeChat's own elements: somebody may listen to those of what is in a slot. */
const NATIVE_EVENTS = ['change', 'input', 'focus', 'blur', 'confirm', 'submit', 'reset', 'scroll', 'tap', 'touchend', 'longtap'];

function checkAttribute(component: Component, { name: tag, place }: PlacedTag, { name, text }: Attribute): Finding[] {
  const { values, flags, others, classes } = component;
  const known = [...Object.keys(values), ...flags, ...others, ...classes];
  const property = known.find((each) => plain(each) === plain(name));
  if (property === undefined) {
    const right = /:|^(v|data|aria)-/.test(name) ? undefined : meant(name, known, 5);
    return right === undefined ? [] : [{ id: 'misspeltProperty', place, tag, name, right }];
  }
  if (text === undefined || text === '') return [];
  const possible = values[property];
  if (possible && !possible.includes(text)) return [{ id: 'noSuchValue', place, name, value: text, possible }];
  return flags.includes(property) && text === 'false' ? [{ id: 'textIsTrue', place, name }] : [];
}

/** Somebody who is asked to agree may want to read to what: the names of the documents tell the page, and nobody else. */
const checkAgreement = ({ name, place, attributes, events, isOpen }: PlacedTag): Finding[] =>
  attributes.has('agreed') && !events.includes('agreement') && !isOpen ? [{ id: 'agreementUnheard', place, tag: name }] : [];
