/** What WXML says of the components: native projects, and weapp-vite. */
import type { Finding, Place } from './finding';
import type { Project } from './project';
import { TAGS } from './registrations';
import { withoutComments } from './wxml';

/** A component's tag, as it is written. */
interface Tag {
  readonly name: (typeof TAGS)[number];
  readonly place: Place;
  /** By its name in small letters without dashes; '' where it has no value. */
  readonly attributes: ReadonlyMap<string, string>;
}

export const checkTemplates = (project: Project): Finding[] => {
  const tags = [...project.templates].flatMap(([file, wxml]) => tagsIn(file, wxml));
  return [...checkConnection(project, tags), ...checkAgreement(tags)];
};

/** By phone token Authing has to know which connection it is. What is not written out may say so. */
function checkConnection({ scripts, unreadable }: Project, tags: readonly Tag[]): Finding[] {
  const all = [...scripts.values()];
  const given = all.flatMap(({ options }) => options);
  const isCertain = given.length > 0 && given.every(({ complete }) => complete) && unreadable.length === 0;
  if (!isCertain || all.some(({ namesConnection }) => namesConnection)) return [];
  return tags
    .filter(({ name }) => name === 'phone-button' || name === 'login-panel')
    .flatMap(({ attributes, place }): Finding[] => {
      const asked = attributes.get('flow') === 'token' ? 'flow="token"' : isOn(attributes.get('realtime')) ? 'realtime' : undefined;
      return asked === undefined ? [] : [{ id: 'noConnection', place, asked }];
    });
}

const isOn = (value: string | undefined): boolean => value !== undefined && /^(true|\{\{\s*true\s*\}\})?$/.test(value);

/** Somebody who is asked to agree may want to read to what: the names of the documents tell the page, and nobody else. */
function checkAgreement(tags: readonly Tag[]): Finding[] {
  return tags
    .filter(({ attributes }) => attributes.has('agreed') && !['bind', 'catch'].some((how) => attributes.has(`${how}agreement`)))
    .map(({ name, place }) => ({ id: 'agreementUnheard', place, tag: name }));
}

function tagsIn(file: string, wxml: string): Tag[] {
  const text = withoutComments(wxml);
  return [...text.matchAll(new RegExp(`<(${TAGS.join('|')})(?=[\\s/>])((?:"[^"]*"|'[^']*'|[^>"'])*)>`, 'g'))].map((match) => ({
    name: match[1] as Tag['name'],
    place: { file, line: text.slice(0, match.index).split('\n').length },
    attributes: new Map(
      [...match[2]!.matchAll(/([\w:-]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'))?/g)].map(([, name, double, single]) => [
        name!.toLowerCase().replace(/[:-]/g, ''),
        double ?? single ?? '',
      ]),
    ),
  }));
}
