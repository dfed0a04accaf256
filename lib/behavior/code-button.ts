import type { HoldNews } from '../agreement';
import type { KernelClient } from '../client/kernel-client';
import { sharedClient } from '../client/shared-client';
import { AuthingError } from '../errors/authing-error';
import { appFlow } from '../login-code/code-flow';
import type { NativeAnswer } from '../wx/connection';
import type { CancelReason } from '../wx/refusal';
import { attach, meaningOfTap, onceDrawn } from './attachment';
import type { Attached } from './attachment';
import { authingBehavior } from './authing-behavior';

/** What this behavior keeps on an instance. */
interface CodeButtonInstance extends Attached {
  inFlow?: boolean;
  /** The page was hidden, and not shown since. */
  hidden?: boolean;
  /** `data.blocked` as the view shows it: WeChat says when it has drawn what was set. */
  blockedInView?: boolean;
  /** Whether the button opens a sheet when no flow runs, as the view shows it. Undefined: it always does what it does now. */
  opensInView?: boolean;
}

/** An event of a component, with its detail. */
export type Outcome = [name: string, detail: object];

/** What a tap means: sign in with the code alone, let WeChat's sheet open by itself, or nothing, since some flow ran. */
export type TapMeaning = 'login' | 'sheet' | 'busy';

/** A tap with `data-tap` of the WXML. */
export type ButtonTap = WechatMiniprogram.TouchEvent<WechatMiniprogram.IAnyObject, WechatMiniprogram.IAnyObject, { tap?: TapMeaning }>;

/** What native events of data buttons carry when the person agreed. */
interface Sealed {
  iv?: string;
  encryptedData?: string;
}

/** Not evaluated before the first tap. */
const events = () => require('./emit') as typeof import('./emit');
const refusals = () => require('../wx/refusal') as typeof import('../wx/refusal');

/**
 * A button that signs somebody in: the native button's properties, the code prepared while it can be seen, and one outcome
 * event for each tap. What differs between the buttons is what they hand to `startFlow`.
 *
 * What only a tap needs is required in the handlers: showing a page does not evaluate it.
 */
export const codeButton = Behavior({
  behaviors: [authingBehavior],
  properties: {
    disabled: Boolean,
    type: { type: String, value: 'default' },
    size: { type: String, value: 'default' },
    plain: Boolean,
    /** Any type, so that leaving it out can be told from `text=""`, which leaves the content to the slot. */
    text: null,
  },
  data: {
    /** This button's flow runs. */
    busy: false,
    /** Some button's flow runs: no other sheet may open, since its data could not be sent (and WeChat charges for it). */
    blocked: false,
  },
  lifetimes: {
    attached() {
      const self = this as CodeButtonInstance;
      self.hidden = false;
      // Attached again: what ran before belongs to a button that is gone.
      if (this.data.busy) this.setData({ busy: false });
      attach(this);
      this.joinFlow();
    },
    detached() {
      const self = this as CodeButtonInstance;
      self.attachment = undefined;
      if (self.inFlow) appFlow().leave(this);
      self.inFlow = false;
    },
  },
  observers: {
    authing() {
      // The configuration may have come late, and the code is to be there before the tap.
      if ((this as CodeButtonInstance).attachment !== undefined) this.joinFlow();
    },
  },
  pageLifetimes: {
    show() {
      (this as CodeButtonInstance).hidden = false;
      if (this.joinFlow()) appFlow().setVisible(this, true);
    },
    hide() {
      (this as CodeButtonInstance).hidden = true;
      if ((this as CodeButtonInstance).inFlow) appFlow().setVisible(this, false);
    },
  },
  methods: {
    /** Takes part in the app's flow from now on. False while no appId is configured. */
    joinFlow(): boolean {
      const self = this as CodeButtonInstance;
      // A page may have taken the button away for what it heard just now.
      if (!this.joinSession() || self.attachment === undefined) return false;
      if (!self.inFlow) {
        self.inFlow = true;
        appFlow().join(this, !self.hidden);
        if (appFlow().isRunning !== this.data.blocked) this.flowChanged();
      }
      return true;
    },

    /** CodeFlow tells every button. */
    flowChanged() {
      const blocked = appFlow().isRunning;
      this.setData({ blocked }, () => {
        (this as CodeButtonInstance).blockedInView = blocked;
      });
    },

    /** A button that may open a sheet, or not, begins or ceases to. */
    opensSheet(opensInView: boolean) {
      const self = this as CodeButtonInstance;
      if (self.opensInView === opensInView) return;
      onceDrawn(this, () => {
        self.opensInView = opensInView;
      });
    },

    handleTouchStart() {
      if (this.joinFlow()) appFlow().touch(this);
    },

    handleTouchEnd() {
      if ((this as CodeButtonInstance).inFlow) appFlow().touchEnds(this);
    },

    handleButtonTap({ currentTarget: { dataset } }: ButtonTap, opens: boolean, signIn?: () => void) {
      const configured = this.joinFlow();
      const meaning = (isOpening: boolean, blocked = false): TapMeaning => (!isOpening ? 'login' : blocked ? 'busy' : 'sheet');
      const { blockedInView, opensInView = opens } = this as CodeButtonInstance;
      const shown = meaningOfTap(dataset, meaning(opens, this.data.blocked), meaning(opensInView, blockedInView));
      if (shown === 'login' && signIn) signIn();
      if (shown === 'sheet' && configured) appFlow().sheetOpens(this);
      if (shown === 'busy') events().emitError(this, new AuthingError('busy', { stage: 'tap' }));
    },

    /** A native event of a data button: refused, empty, or data to send. */
    receiveData<Data extends NativeAnswer & Sealed, Result>(
      answer: Data,
      use: (client: KernelClient, code: string, data: Data & Required<Sealed>, hold: HoldNews) => Promise<Result>,
      outcome: (result: Result) => Outcome[],
    ) {
      const refusal: CancelReason | AuthingError | undefined = refusals().refusalOf(answer, 'tap') || emptyAnswer(answer);
      if (!refusal) {
        const data = answer as Data & Required<Sealed>;
        return this.startFlow('sendData', (client, code, hold) => use(client, code, data, hold), outcome);
      }
      if ((this as CodeButtonInstance).inFlow) appFlow().answered(this);
      if (typeof refusal === 'string') events().emitCancel(this, refusal);
      else events().emitError(this, refusal);
    },

    /** One flow: loading while it runs, then its outcome or `error`, unless the button is gone by then. */
    startFlow<Result>(
      send: 'sendData' | 'sendCode',
      use: (client: KernelClient, code: string, hold: HoldNews) => Promise<Result>,
      outcome: (result: Result) => Outcome[],
    ) {
      let client: KernelClient;
      try {
        client = sharedClient();
      } catch (error) {
        return events().emitError(this, error);
      }
      const flow = appFlow();
      const { attachment } = this as CodeButtonInstance;
      const alreadyBusy = flow.isRunning;
      if (!alreadyBusy) this.setData({ busy: true });
      flow[send](
        this,
        (code, hold) => use(client, code, hold).then(outcome),
        (failure, outcomes) => {
          if (attachment === undefined || (this as CodeButtonInstance).attachment !== attachment) return;
          if (!alreadyBusy) this.setData({ busy: false });
          if (failure) events().emitError(this, failure);
          else (outcomes as Outcome[]).forEach(([name, detail]) => events().emit(this, name, detail));
        },
        client.options.timeout,
      );
    },
  },
});

/** WeChat said ok, but there is nothing to send; the code stays unused. */
function emptyAnswer({ iv, encryptedData }: Sealed): AuthingError | undefined {
  return iv && encryptedData ? undefined : new AuthingError('no_data', { stage: 'tap' });
}
