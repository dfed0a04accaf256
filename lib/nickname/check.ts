import { AuthingError } from '../errors/authing-error';
import { chineseSpoken } from '../wx/device';

/** What is wrong with a name: `data.problem` of an error with the reason `nickname`. */
export type NicknameProblem = 'empty' | 'long' | 'refused';

const texts: { readonly [problem in NicknameProblem | 'unchanged']: { zh: string; en: string } } = {
  empty: { zh: '请输入昵称', en: 'Enter a nickname' },
  long: { zh: '昵称太长，请缩短', en: 'This nickname is too long' },
  refused: { zh: '微信未通过这个昵称，请换一个', en: 'WeChat did not accept this nickname. Choose another' },
  unchanged: { zh: '昵称没有变化', en: 'This is your nickname already' },
};

/** What the field says below itself. */
export const hintFor = (matter: NicknameProblem | 'unchanged'): string => texts[matter][chineseSpoken() ? 'zh' : 'en'];

export const nicknameError = (problem: NicknameProblem): AuthingError =>
  new AuthingError('nickname', { stage: 'tap', message: hintFor(problem), data: { problem } });

/** What nobody sees: spaces of width zero, marks of direction. Those inside stay, since emoji are joined by one of them. */
const INVISIBLE =
  /^[\s\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]+|[\s\u00ad\u180e\u200b-\u200c\u200e-\u200f\u202a-\u202e\u2060-\u2064\ufeff]+$/g;

/** A name as it is saved: without what surrounds it unseen, and without half a character where the field's end has cut one. */
export const nicknameIn = (text: string): string => text.replace(/[\ud800-\udbff]$/, '').replace(INVISIBLE, '');

/** @param longest as on the native input: in UTF-16 units, -1 for any */
export const isTooLong = (name: string, longest: number): boolean => longest > 0 && name.length > longest;
