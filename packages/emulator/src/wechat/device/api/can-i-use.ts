import { isSupported, memberSince, openTypeSince } from '../base-library';
import { NotModelledError } from '../strict-object';

/**
 * `wx.canIUse` for `wx` members of this model (`chooseMedia`) and button open-types (`button.open-type.chooseAvatar`, `button`). Finer
 * questions (parameters, return values) are not modelled and throw.
 * @param members names of all members that this device could have
 */
export function canIUse(baseLibrary: string, members: () => readonly string[]): (schema: string) => boolean {
  return (schema) => {
    const [first = '', attribute, option, ...rest] = schema.split('.');
    if (attribute === undefined) {
      if (first === 'button') return true;
      if (!members().includes(first)) throw new NotModelledError(`wx.canIUse('${schema}')`);
      return isSupported(baseLibrary, memberSince[first] ?? '0');
    }
    const isOpenType = first === 'button' && attribute === 'open-type' && rest.length === 0;
    if (!isOpenType) throw new NotModelledError(`wx.canIUse('${schema}')`);
    if (option === undefined) return isSupported(baseLibrary, '1.1.0');
    const since = openTypeSince[option];
    if (since === undefined) throw new NotModelledError(`wx.canIUse('${schema}')`);
    return isSupported(baseLibrary, since);
  };
}
