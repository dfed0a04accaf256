import type { Timeline } from '../timeline';
import { ApiFailure } from './api-failure';
import { wait } from './latency';
import type { DeviceMemory } from './memory';
import type { OpenSheets } from './person/open-sheets';
import type { PersonControl, PrivacyTick } from './person/person';

/** The mini program's privacy guide on this device, enforced for all since 2023-10-17. */
export interface PrivacyControl {
  /** Whether the user has agreed to it. */
  readonly authorized: boolean;
  readonly contractName: string;
  /** What the console lists, as API names; may be changed. */
  declared: readonly string[] | 'all';
  /** The user agrees, by whatever way. */
  agree(): void;
  /** The mini program was removed from the phone: consent is forgotten. */
  forget(): void;
}

/** The answer a mini program gives to `onNeedPrivacyAuthorization`. */
export interface PrivacyResolution {
  event: 'exposureAuthorization' | 'agree' | 'disagree';
  /** Required with `agree`: the id of the agree button, which must really have been tapped. */
  buttonId?: string;
}

export type PrivacyHandler = (resolve: (resolution: PrivacyResolution) => void, eventInfo: { referrer: string }) => void;

export interface Privacy extends PrivacyControl {
  /**
   * Lets a privacy API go on, or not: asks through the mini program's handler, else through WeChat's own pop-up.
   * @param api name as declared in the console
   * @param referrer as the handler gets it, e.g. `button.getPhoneNumber`
   * @throws ApiFailure
   */
  require(api: string, referrer: string): Promise<void>;
  /**
   * The same for an API whose own dialog asks the person. From 3.4.2 that dialog carries the tick, where consent is missing and the mini
   * program registered no handler; nobody asks twice, and the pop-up's silence does not concern it.
   * @returns the tick for the dialog, which is consent when the person accepts ({@link PrivacyControl.agree}); else undefined
   * @throws ApiFailure
   */
  requireInDialog(api: string, referrer: string): Promise<PrivacyTick | undefined>;
  /** The last registration wins; `undefined` unregisters. */
  handler: PrivacyHandler | undefined;
  /** A native agree button was tapped. */
  agreeButtonTapped(buttonId: string | undefined): void;
}

/** After a refusal WeChat's own pop-up is not shown again for this long (ms). */
const REFUSAL_GAP_MS = 10_000;
const ERRNO_REFUSED = 104;
const ERRNO_UNDECLARED = 112;

/** @throws ApiFailure for what the console does not list */
function requireDeclared(api: string, declared: readonly string[] | 'all'): void {
  if (declared === 'all' || declared.includes(api)) return;
  throw new ApiFailure('fail api scope is not declared in the privacy agreement', ERRNO_UNDECLARED);
}

/** Without consent; `in gap` while the pop-up is silent (as WeChat's page on mini games has it, and mini programs were seen to). */
export const refused = (when: '' | ' in gap' = ''): ApiFailure =>
  new ApiFailure(`fail privacy permission is not authorized${when}`, ERRNO_REFUSED);

export function createPrivacy(options: {
  memory: DeviceMemory;
  person: PersonControl;
  timeline: Timeline;
  contractName: string;
  declared: readonly string[] | 'all';
  sheets: OpenSheets;
  /** Whether this base library waits for consent. */
  enforced: boolean;
  /** Whether WeChat's dialogs carry the tick. */
  inDialogs: boolean;
  later: (run: () => void) => void;
  /** Runs when WeChat hears of a call of this name. */
  arrive: (api: string, run: () => void) => void;
}): Privacy {
  const { memory, person, timeline, contractName, sheets, enforced, inDialogs, later, arrive } = options;
  const tappedButtons = new Set<string>();
  let refusedAt = -Infinity;
  let popUp: Promise<void> | undefined;

  const setAuthorized = (authorized: boolean): void => {
    if (memory.privacyAuthorized === authorized) return;
    memory.privacyAuthorized = authorized;
    timeline.record('privacy.changed', { authorized });
  };

  /** WeChat's own pop-up; APIs that come while it is open share its answer. */
  const showPopUp = async (referrer: string): Promise<void> => {
    timeline.record('sheet.opened', { sheet: 'privacy' });
    const decision = await person.decide({ kind: 'privacy', referrer, contractName });
    if (decision.answer === 'never') {
      // Whoever waits for this pop-up never hears of it; whoever comes when it is gone gets one of their own.
      return new Promise<never>(() => {
        sheets.leave('privacy', () => {
          popUp = undefined;
        });
      });
    }
    if (decision.afterMs !== undefined) await wait(decision.afterMs);
    timeline.record('sheet.answered', { sheet: 'privacy', answer: decision.answer });
    if (decision.answer === 'accept') return setAuthorized(true);
    refusedAt = Date.now();
    throw refused();
  };

  const askHandler = (handler: PrivacyHandler, referrer: string): Promise<void> =>
    new Promise((resolve, reject) => {
      const heard = ({ event, buttonId }: PrivacyResolution): void => {
        if (event === 'disagree') return reject(refused());
        if (event !== 'agree') return undefined;
        if (buttonId === undefined || !tappedButtons.has(buttonId)) {
          return reject(new ApiFailure('fail click action before resolve is needed', ERRNO_REFUSED));
        }
        setAuthorized(true);
        return resolve();
      };
      later(() => handler((resolution) => arrive('resolvePrivacyAuthorization', () => heard(resolution)), { referrer }));
    });

  const privacy: Privacy = {
    contractName,
    declared: options.declared,
    handler: undefined,
    get authorized() {
      return memory.privacyAuthorized;
    },
    agree() {
      setAuthorized(true);
    },
    forget() {
      tappedButtons.clear();
      setAuthorized(false);
    },
    async require(api, referrer) {
      requireDeclared(api, privacy.declared);
      if (!enforced || memory.privacyAuthorized) return;
      if (privacy.handler !== undefined) return askHandler(privacy.handler, referrer);
      if (Date.now() - refusedAt < REFUSAL_GAP_MS) throw refused(' in gap');
      popUp ??= showPopUp(referrer).finally(() => {
        popUp = undefined;
      });
      await popUp;
    },
    async requireInDialog(api, referrer) {
      const asked = inDialogs && !memory.privacyAuthorized && privacy.handler === undefined;
      if (!asked) return privacy.require(api, referrer).then(() => undefined);
      requireDeclared(api, privacy.declared);
      return { contractName };
    },
    agreeButtonTapped(buttonId) {
      if (buttonId !== undefined) tappedButtons.add(buttonId);
      setAuthorized(true);
    },
  };
  return privacy;
}
