/**
 * Who holds the device. WeChat asks people things on sheets and pop-ups that belong to WeChat, not to the mini program; what they answer
 * is decided here, by rule or, in a panel, by whoever clicks.
 */
import type { DevicePicture } from '../files/picture';
import { requireKnown } from '../../../known-names';

/** What a dialog of WeChat's adds to its question from 3.4.2 on: "I have read …", to be ticked before the person may accept. */
export interface PrivacyTick {
  contractName: string;
}

/** What WeChat asks. */
export type Sheet =
  /** WeChat's own privacy pop-up, shown when the mini program registered no handler. */
  | { kind: 'privacy'; referrer: string; contractName: string }
  /** `wx.getUserProfile`. The getUserInfo button has asked nobody since 2021-04. */
  | { kind: 'userInfo'; referrer: string }
  /** `privacy`: from 3.4.2, where consent is missing, the dialog carries the tick; to accept is to have ticked it. */
  | { kind: 'phoneNumber'; realtime: boolean; masked: string; privacy?: PrivacyTick }
  | { kind: 'avatar'; privacy?: PrivacyTick }
  | { kind: 'media'; api: 'chooseMedia' | 'chooseImage'; count: number; sourceType: readonly string[] }
  | { kind: 'crop'; src: string; cropScale: string }
  | { kind: 'actionSheet'; alertText: string; items: readonly string[] }
  | { kind: 'modal'; title: string; content: string; showCancel: boolean; confirmText: string; cancelText: string; editable: boolean };

export type SheetKind = Sheet['kind'];

/** What the person does. `afterMs`: how long they think. */
export type Decision =
  /**
   * Agrees. `pictures`: which ones (avatar, media), default the first of the album. `content`: typed into an editable modal. `item`: which
   * one of an action sheet, default 0, the first.
   */
  | { answer: 'accept'; pictures?: readonly DevicePicture[]; content?: string; item?: number; afterMs?: number }
  /** Presses the refusing button. `errMsg` (what follows the API name, e.g. `fail user deny`) and `errno` vary by phone and version. */
  | { answer: 'deny'; errMsg?: string; errno?: number; afterMs?: number }
  /** Swipes the sheet away or goes back. */
  | { answer: 'cancel'; errMsg?: string; errno?: number; afterMs?: number }
  /** No answer ever reaches the mini program. The sheet itself is closed after a while, or by the next page event. */
  | { answer: 'never' };

/** Decides on a sheet; may take its time. */
export type Decide = (sheet: Sheet) => Decision | Promise<Decision>;

const sheetKinds: Record<SheetKind, true> = {
  phoneNumber: true,
  avatar: true,
  media: true,
  privacy: true,
  userInfo: true,
  crop: true,
  actionSheet: true,
  modal: true,
};

const decisionFields: Record<Decision['answer'], readonly string[]> = {
  accept: ['pictures', 'content', 'item', 'afterMs'],
  deny: ['errMsg', 'errno', 'afterMs'],
  cancel: ['errMsg', 'errno', 'afterMs'],
  never: [],
};

function checked(method: 'next' | 'always', kind: SheetKind, decision: Decision): Decision {
  const what = `person.${method}`;
  requireKnown(`${what}, the sheet`, [kind], Object.keys(sheetKinds));
  requireKnown(`${what}, the answer`, [decision.answer], Object.keys(decisionFields));
  requireKnown(`${what}, the answer '${decision.answer}'`, Object.keys(decision), ['answer', ...decisionFields[decision.answer]]);
  return decision;
}

/** `next` and `always` throw a TypeError for a sheet or an answer that there is not. */
export interface PersonControl {
  /** The next `times` (default 1) sheets of this kind are answered so. Queued answers are used first come, first served. */
  next(kind: SheetKind, decision: Decision, options?: { times?: number }): void;
  /** All sheets of this kind are answered so, once the queued answers are used up. */
  always(kind: SheetKind, decision: Decision): void;
  /** Asks this instead, when nothing is queued (a panel's buttons). Return `undefined` to fall back on `always`, then on acceptance. */
  ask: ((sheet: Sheet) => Decision | Promise<Decision> | undefined) | undefined;
  /** What the person answers to this sheet. */
  decide: Decide;
}

/** A person who accepts everything until told otherwise. */
export function createPerson(): PersonControl {
  const queued: { kind: SheetKind; decision: Decision }[] = [];
  const standing = new Map<SheetKind, Decision>();
  const person: PersonControl = {
    ask: undefined,
    next(kind, decision, { times = 1 } = {}) {
      checked('next', kind, decision);
      for (let n = 0; n < times; n += 1) queued.push({ kind, decision });
    },
    always(kind, decision) {
      standing.set(kind, checked('always', kind, decision));
    },
    decide(sheet) {
      const index = queued.findIndex((entry) => entry.kind === sheet.kind);
      const [found] = index < 0 ? [] : queued.splice(index, 1);
      return found?.decision ?? person.ask?.(sheet) ?? standing.get(sheet.kind) ?? { answer: 'accept' };
    },
  };
  return person;
}
