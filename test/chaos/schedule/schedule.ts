import type { WidgetKind } from '../apps/widget-kinds';
import type { FaultName } from '../simulation/faults';

/** How the world is set up, and what happens in it, step by step. Plain JSON: it can be printed, shrunk, kept and replayed. */
export interface Schedule {
  setting: Setting;
  steps: readonly Step[];
}

/** When WeChat renews the session key at a wx.login. */
export type Rotation = 'every-call' | 'never' | 'one in three' | 'older than 2 min';

/** What Storage holds when the app is launched for the first time. */
export type StoredBefore =
  | 'nothing'
  /** A sign-in of this package. */
  | 'session'
  /** Its token has run out. */
  | 'expired session'
  /** A sign-in of authing-wxapp-sdk. */
  | 'legacy session'
  | 'legacy token alone'
  /** … of another app of the same developer. */
  | 'legacy session of another app'
  /** Under our key, but with a token of another app. */
  | "another app's token"
  | "another app's token in our record"
  | 'nonsense'
  | 'token that breaks headers';

/** What two copies of the package in one mini program have in common: not their modules in any case. */
export type Sharing =
  /** The app object and `wx`. */
  | 'app and wx'
  /** The app object: `wx` is another object for each. */
  | 'app'
  /** `wx`: there is no app object, and one copy was configured by code. */
  | 'wx';

export interface Setting {
  rotation: Rotation;
  /** When WeChat seals data: as its sheet opens, or as the person agrees. */
  sealing: 'open' | 'consent';
  /** What exchanging a code yields whose key was renewed since. */
  supersededCode: 'worst' | 'own' | 'current';
  /** How the server words a refused code: none of it is documented. */
  refusal: 'plain' | 'chinese' | 'badRequest' | 'passedThrough' | 'forwardedJson' | 'inData' | 'http400' | 'mute';
  /** What updateUser answers as `token`. */
  profileToken: 'current' | 'none';
  /** Lifetime of tokens. */
  tokenSeconds: 60 | 1209600;
  /** Whether the server knows an account with the user's phone number. */
  phoneAccount: boolean;
  unionid: boolean;
  /** ms: a call from JavaScript to WeChat, a round trip to WeChat's back end, a round trip to Authing. */
  latency: { bridge: number; cloud: number; network: number };
  /**
   * How long (ms, at most) a call of `wx` takes to arrive at WeChat, and its answer to come back, on top of that: each call, and each way,
   * a time of its own. `seed` draws them.
   */
  travel: { most: number; seed: number };
  /** What a handler finds in an event's `dataset`: what setData said last, or what the person saw. */
  dataset: 'logic' | 'view';
  /** Two copies of the package, whose buttons lie beside each other; undefined: one. */
  copies: { share: Sharing; version: 'same' | 'other' } | null;
  /** What the page's own handlers do with an event. */
  handlers: 'fine' | 'throw';
  /** How this phone words what fails. */
  wording: { language: 'en' | 'zh_CN'; errno: boolean };
  /** ms until the person sees what setData changed. */
  viewLag: number;
  /** ms a finger stays on a button. */
  hold: number;
  /**
   * What becomes of the app's JavaScript 5 s after it went to the background: it goes on, or stops until the app is back. Then timers that
   * fell due meanwhile fire (`catches up`), or go on where they were (`stands still`): phones differ.
   */
  freezes: 'never' | 'catches up' | 'stands still';
  /** Whether WeChat's sheets cover the page (or a second finger still gets through). */
  sheetsCover: boolean;
  /** Whether a page is on the stack already when its components are attached. */
  stackFirst: boolean;
  /** Whether pages take their sign-in buttons away (`wx:if`) as soon as they hear that somebody is signed in. */
  forGuestsOnly: boolean;
  /** How numbers travel: sealed with the session key, or by phone token, of a quick or a realtime verification. */
  numbers: 'sealed' | 'token' | 'realtime';
  privacy: 'agreed' | 'asked';
  /** The buttons' property `privacy`: whether their tap is the consent, where the base library can. */
  consent: 'auto' | 'combined';
  /**
   * Whether the buttons ask for consent to the app's own terms first. `remembered`: the page binds `agreed` to what it was told;
   * `each time`: it forgets.
   */
  agreement: 'none' | 'remembered' | 'each time';
  /** Each has privacy rules of its own: none, a pop-up, a pop-up and combined buttons (which 3.0.0 fails), a tick in WeChat's dialogs. */
  baseLibrary: '3.17.5' | '2.24.4' | '2.32.3' | '2.33.1' | '3.0.0' | '3.4.1' | '3.4.2';
  stored: StoredBefore;
  configured: boolean;
  firstPage: readonly WidgetKind[];
}

/** What somebody types, in a field for a number, a code or a name. */
export interface Written {
  /** `offered`: WeChat's own name, which the keyboard offers; a number or a code: the right one. */
  text: 'offered' | 'another' | 'nothing' | 'too long';
  /** What WeChat makes of a name. */
  review: 'pass' | 'refuse' | 'time-out' | 'slow';
  /** The keyboard's key ends it. */
  key: boolean;
}

/**
 * What the person does with the sheet that a tap opens. The app's own question comes first, where it asks one: who says `deny` says it
 * there; who says `never` leaves it open.
 */
export interface Answer {
  answer: 'accept' | 'deny' | 'cancel' | 'never';
  /** ms of thinking. */
  afterMs: number;
}

/** Something happens, `after` ms after the step before. Numbers of widgets and pages are taken modulo what is there. */
export type Step = { after: number } & (
  | {
      do: 'tap';
      widget: number;
      /** False: without a touchstart, as a screen reader taps. */
      touch: boolean;
      /** The person is in a hurry: taps a second time so many ms later. */
      again: number | null;
      person: Answer;
      /** Which of its controls, where it has several. Default: the first. */
      control?: number;
      /** What is typed, where that is an input. Default: what is right. */
      written?: Written;
    }
  | { do: 'touch'; widget: number }
  | { do: 'open'; widgets: readonly WidgetKind[] }
  | { do: 'back' }
  /** Takes the page's place, as wx.redirectTo does, so many times, one after the other. */
  | { do: 'replace'; widgets: readonly WidgetKind[]; times: number; everyMs: number }
  | { do: 'attach'; page: number; kind: WidgetKind }
  | { do: 'detach'; widget: number }
  /** The same instance is taken out of the page and put back in, so many ms later. */
  | { do: 'put back'; widget: number; afterMs: number }
  | { do: 'change'; widget: number; to: 'disabled' | 'enabled' | 'other way' }
  | { do: 'background' }
  | { do: 'foreground' }
  | { do: 'offline' }
  | { do: 'online' }
  /** The app around us calls wx.login itself. */
  | { do: 'host login' }
  /** WeChat's data prefetch renews the session key. */
  | { do: 'prefetch' }
  | { do: 'key expires' }
  | { do: 'fault'; fault: FaultName }
  /** The phone's clock jumps; WeChat's and Authing's do not. */
  | { do: 'clock'; jump: number }
  /** The server ends the user's sessions. */
  | { do: 'revoke' }
  /** The app's own code signs the user out, with the client of this copy of the package. */
  | { do: 'sign out'; copy: number }
  /** The app's own code signs somebody in by itself (a password, say), with the client of this copy. */
  | { do: 'app signs in'; copy: number }
  | { do: 'restart'; user: 'same' | 'other' }
  /** `App({ authing })` names another appId from now on. */
  | { do: 'reconfigure' }
);

/** The schedules that `npm test` runs beside the one that finds each mutant: in a time that nobody minds. */
export const sample = { schedules: 300, seed: 20_261_122 };
