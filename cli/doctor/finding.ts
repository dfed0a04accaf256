/** Something about a project that its developer should know. */

/** Where: a path from the project's folder, and the line, from 1. */
export interface Place {
  readonly file: string;
  readonly line?: number;
}

/** What can be found. Everything but the hints is certain to be wrong, and makes the exit code 1. */
export type Finding =
  | { readonly id: 'notInstalled' | 'notUsed'; readonly place: Place; readonly kind: Kind }
  | { readonly id: 'importNotInstalled'; readonly place: Place; readonly right: string }
  | { readonly id: 'devDependency' | 'brokenJson' | 'refusedJson' | 'incompleteBuild'; readonly place: Place }
  /** `place` is the first file; so many others are like it. */
  | { readonly id: 'incomplete' | 'changed'; readonly place: Place; readonly others: number; readonly command: string }
  | { readonly id: 'noNpmBuild'; readonly place: Place }
  | { readonly id: 'noCopy'; readonly place: Place; readonly command: string }
  /** `command` brings a copy of uni-app's up to date; WeChat's npm build has none. */
  | {
      readonly id: 'otherVersion';
      readonly place: Place;
      readonly found: string;
      readonly installed: string;
      readonly command: string | undefined;
    }
  | { readonly id: 'npmPathInUniApp' | 'noSuchComponent'; readonly place: Place; readonly path: string; readonly right: string }
  | { readonly id: 'taroVite' | 'taroLinked'; readonly place: Place }
  | { readonly id: 'taroOrder'; readonly place: Place; readonly before: string }
  | { readonly id: 'notRegistered'; readonly place: Place; readonly tag: string; readonly json: string }
  /** `instead`: what stands there in place of `appId`, by a slip. */
  | { readonly id: 'notConfigured'; readonly place: Place; readonly kind: Kind; readonly instead: string | undefined }
  /** A tag that nobody registered. */
  | { readonly id: 'misspeltTag'; readonly place: Place; readonly tag: string; readonly right: string }
  | { readonly id: 'misspeltOption'; readonly place: Place; readonly name: string; readonly right: string }
  /** No such property, or event, of the component. */
  | {
      readonly id: 'misspeltProperty' | 'misspeltEvent';
      readonly place: Place;
      readonly tag: string;
      readonly name: string;
      readonly right: string;
    }
  | {
      readonly id: 'noSuchValue';
      readonly place: Place;
      readonly name: string;
      readonly value: string;
      readonly possible: readonly string[];
    }
  /** A property that is on or off, with the text `false`. */
  | { readonly id: 'textIsTrue'; readonly place: Place; readonly name: string }
  | { readonly id: 'noConnection'; readonly place: Place; readonly asked: string }
  /** `listener`: how the file listens. */
  | { readonly id: 'agreementUnheard' | 'agreeUnheard'; readonly place: Place; readonly tag: string; readonly listener: string }
  /** A property that another component has, or WeChat's button. */
  | { readonly id: 'unreadProperty'; readonly place: Place; readonly tag: string; readonly name: string }
  | { readonly id: 'ownLogin'; readonly place: Place; readonly call: string }
  | { readonly id: 'secret' | 'serverInterface'; readonly place: Place }
  | { readonly id: 'placeholder' | 'registeredForAll' | 'unreadable'; readonly place: Place }
  | { readonly id: 'consentColour'; readonly place: Place; readonly name: string; readonly selector: string }
  /** Something that names a component, in a language that nobody here reads. */
  | { readonly id: 'notRead'; readonly place: Place; readonly format: string }
  | { readonly id: 'oldBaseLibrary'; readonly place: Place; readonly version: string };

export type FindingId = Finding['id'];

/** What may be right all the same. */
export const hints: readonly FindingId[] = [
  'changed',
  'placeholder',
  'registeredForAll',
  'agreementUnheard',
  'agreeUnheard',
  'unreadProperty',
  'unreadable',
  'notRead',
  'consentColour',
  'oldBaseLibrary',
];

/** What the project is written in. */
export type Kind = 'native' | 'weapp-vite' | 'taro' | 'uni-app' | 'hbuilderx';
