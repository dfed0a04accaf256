import type { Client } from '../client/client';
import { sharedClient } from '../client/shared-client';
import { AuthingError } from '../errors/authing-error';
import { appFlow } from '../flow/app-flow';
import type { CancelReason, NativeAnswer } from '../wx/refusal';
import { authingBehavior } from './authing-behavior';

/** What this behavior keeps on an instance. */
interface CodeButtonInstance {
  /** Counts attachments; a flow that began in an earlier one belongs to a button that is gone. Undefined while detached. */
  attachment?: number | undefined;
  inFlow?: boolean;
}

/**
 * What a tap means on the button as it was shown (`data-tap` in WXML): sign in with the code alone, let WeChat's sheet open by
 * itself, or nothing, since some flow ran.
 */
export type ShownTap = 'login' | 'sheet' | 'busy';

/** A tap with what was shown. */
export type ButtonTap = WechatMiniprogram.TouchEvent<WechatMiniprogram.IAnyObject, WechatMiniprogram.IAnyObject, { tap?: ShownTap }>;

let attachments = 0;

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
      (this as CodeButtonInstance).attachment = ++attachments;
      this.joinFlow();
    },
    detached() {
      (this as CodeButtonInstance).attachment = undefined;
      (this as CodeButtonInstance).inFlow = false;
      appFlow.leave(this);
    },
  },
  pageLifetimes: {
    show() {
      this.joinFlow();
      appFlow.setVisible(this, true);
    },
    hide() {
      appFlow.setVisible(this, false);
    },
  },
  methods: {
    /** Takes part in the app's flow from now on. False while no appId is configured. */
    joinFlow(): boolean {
      const self = this as CodeButtonInstance;
      if (!this.joinSession()) return false;
      if (!self.inFlow) {
        self.inFlow = true;
        appFlow.join(this);
        if (appFlow.isRunning) this.flowChanged();
      }
      return true;
    },

    /** CodeFlow tells every button. */
    flowChanged() {
      this.setData({ blocked: appFlow.isRunning });
    },

    handleTouchStart() {
      if (this.joinFlow()) appFlow.touch();
    },

    /**
     * A tap on a data button: its sheet opens, or it was shown without one because some flow ran. Not asked of `data`: the view
     * shows it a moment later, and what the person saw decides what WeChat did.
     */
    handleDataTap(shown: ShownTap | undefined) {
      if (shown === 'sheet') appFlow.sheetOpens();
      if (shown === 'busy') events().emitError(this, new AuthingError('busy', { stage: 'tap' }));
    },

    /** A native event of a data button: refused, empty, or data to send. */
    receiveData<Data extends NativeAnswer & { iv?: string; encryptedData?: string }, Result>(
      answer: Data,
      use: (client: Client, code: string, data: Data & { iv: string; encryptedData: string }) => Promise<Result>,
      succeed: (result: Result) => void,
    ) {
      appFlow.sheetAnswered();
      const refusal: CancelReason | AuthingError | undefined = refusals().refusalOf(answer, 'tap') || emptyAnswer(answer);
      if (typeof refusal === 'string') events().emitCancel(this, refusal);
      else if (refusal) events().emitError(this, refusal);
      else {
        const data = answer as Data & { iv: string; encryptedData: string };
        this.startFlow('sendData', (client, code) => use(client, code, data), succeed);
      }
    },

    /** One flow: loading while it runs, then `succeed` or `error`, unless the button is gone by then. */
    startFlow<Result>(
      send: 'sendData' | 'sendCode',
      use: (client: Client, code: string) => Promise<Result>,
      succeed: (result: Result) => void,
    ) {
      let client: Client;
      try {
        client = sharedClient();
      } catch (error) {
        return events().emitError(this, error);
      }
      const { attachment } = this as CodeButtonInstance;
      const alreadyBusy = appFlow.isRunning;
      if (!alreadyBusy) this.setData({ busy: true });
      void appFlow[send]((code) => use(client, code), (failure, result) => {
        if (attachment === undefined || (this as CodeButtonInstance).attachment !== attachment) return;
        if (!alreadyBusy) this.setData({ busy: false });
        if (failure) events().emitError(this, failure);
        else succeed(result as Result);
      });
    },
  },
});

/** WeChat said ok, but there is nothing to send; the code stays unused. */
function emptyAnswer({ iv, encryptedData }: { iv?: string; encryptedData?: string }): AuthingError | undefined {
  return iv && encryptedData ? undefined : new AuthingError('no_data', { stage: 'tap' });
}
