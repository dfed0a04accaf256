import { AuthingError } from '../errors/authing-error';
import { say } from '../errors/say';

/** What is wrong with a name: `data.problem` of an error with the reason `nickname`. */
export type NicknameProblem = 'empty' | 'long' | 'refused';

/** In Chinese and in English. */
const texts: { readonly [problem in NicknameProblem | 'unchanged']: readonly [string, string] } = {
  empty: ['请输入昵称', 'Enter a nickname'],
  long: ['昵称太长，请缩短', 'This nickname is too long'],
  refused: ['微信未通过这个昵称，请换一个', 'WeChat did not accept this nickname. Choose another'],
  unchanged: ['昵称没有变化', 'This is your nickname already'],
};

/** What the field says below itself. */
export function hintFor(matter: NicknameProblem | 'unchanged'): string {
  const [chinese, english] = texts[matter];
  return say(chinese, english);
}

export const nicknameError = (problem: NicknameProblem): AuthingError =>
  new AuthingError('nickname', { stage: 'tap', message: hintFor(problem), data: { problem } });

/** What nobody sees: spaces of width zero, marks of direction, joiners with nothing to join. Those inside stay: emoji need them. */
const INVISIBLE =
  /^[\s\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]+|[\s\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]+$/g;
/** Nothing but what nobody sees, and fillers that are drawn as nothing: "blank names". */
const BLANK =
  /^(?:[\s\u00ad\u061c\u115f\u1160\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\u2800\u3164\ufeff\uffa0\ufff9-\ufffb]|\u034f|[\u17b4-\u17b5]|[\ufe00-\ufe0f]|\udb40[\udc00-\udfff])*$/;

/** A name as it is saved: without what surrounds it unseen, and without half a character where the field's end has cut one. */
export function nicknameIn(text: string): string {
  const name = text.replace(/[\ud800-\udbff]$/, '').replace(INVISIBLE, '');
  return BLANK.test(name) ? '' : name;
}

/** @param longest as on the native input: in UTF-16 units, -1 for any */
export const isTooLong = (name: string, longest: number): boolean => longest > 0 && name.length > longest;
