import type { Setting, Step } from './schedule';

/** The plainest world there is: what a setting is made simpler towards. */
export const plainSetting: Setting = {
  rotation: 'every-call',
  sealing: 'consent',
  supersededCode: 'worst',
  refusal: 'plain',
  profileToken: 'current',
  tokenSeconds: 1_209_600,
  phoneAccount: false,
  unionid: true,
  latency: { bridge: 0, cloud: 50, network: 200 },
  travel: { most: 0, seed: 0 },
  dataset: 'view',
  copies: null,
  handlers: 'fine',
  wording: { language: 'en', errno: true },
  viewLag: 0,
  hold: 60,
  freezes: 'never',
  sheetsCover: true,
  stackFirst: true,
  forGuestsOnly: false,
  numbers: 'sealed',
  privacy: 'agreed',
  consent: 'auto',
  agreement: 'none',
  baseLibrary: '3.17.5',
  stored: 'nothing',
  configured: true,
  firstPage: ['phone'],
};

/** `after` ms later a person taps the button and says yes at once. */
export const accept = (widget: number, after: number): Step => ({
  after,
  do: 'tap',
  widget,
  touch: true,
  again: null,
  person: { answer: 'accept', afterMs: 0 },
});
