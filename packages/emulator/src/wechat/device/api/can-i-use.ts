import { behaviourSince, isSupported, memberSince, openTypeSince } from '../base-library';
import { NotModelledError } from '../strict-object';
import type { DeviceSettings } from '../parts';
import { platformFacts } from '../platform';

/** What it knows of components besides open-types. */
const inputSince: Readonly<Record<string, string>> = {
  input: '1.0.0',
  'input.type': '1.0.0',
  'input.type.nickname': behaviourSince.nicknameInput,
  'input.bindnicknamereview': behaviourSince.nicknameReviewEvent,
};

/**
 * `wx.canIUse` for `wx` members of this model (`chooseMedia`), button open-types (`button.open-type.chooseAvatar`, `button`) and the
 * nickname input (`input.type.nickname`, `input.bindnicknamereview`). Other questions (parameters, return values) are not modelled and
 * throw. What a PC lacks it knows nothing of.
 * @param members names of all members that this device could have
 */
export function canIUse({ baseLibrary, platform }: DeviceSettings, members: () => readonly string[]): (schema: string) => boolean {
  const { unsupported = [] } = platformFacts(platform);
  return (schema) => {
    const [first = '', attribute, option, ...rest] = schema.split('.');
    const since = Object.hasOwn(inputSince, schema) ? inputSince[schema] : undefined;
    if (since !== undefined) return isSupported(baseLibrary, since);
    if (attribute === undefined) {
      if (first === 'button') return true;
      if (!members().includes(first)) throw new NotModelledError(`wx.canIUse('${schema}')`);
      return isSupported(baseLibrary, memberSince[first] ?? '0') && !unsupported.includes(first);
    }
    const isOpenType = first === 'button' && attribute === 'open-type' && rest.length === 0;
    if (!isOpenType) throw new NotModelledError(`wx.canIUse('${schema}')`);
    if (option === undefined) return isSupported(baseLibrary, '1.1.0');
    const openType = openTypeSince[option];
    if (openType === undefined) throw new NotModelledError(`wx.canIUse('${schema}')`);
    return isSupported(baseLibrary, openType);
  };
}
