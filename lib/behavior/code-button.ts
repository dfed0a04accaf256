import type { Client } from '../client/client';
import { sharedClient } from '../client/shared-client';
import { AuthingError } from '../errors/authing-error';
import { appFlow } from '../flow/app-flow';
import type { CancelReason, NativeAnswer } from '../wx/refusal';
import { authingBehavior } from './authing-behavior';
import { emitCancel, emitError } from './emit';

/** What this behavior keeps on an instance. */
interface CodeButtonInstance {
  /** Counts attachments; a flow that began in an earlier one belongs to a button that is gone. Undefined while detached. */
  attachment?: number | undefined;
}

let attachments = 0;

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
      this.showButton();
    },
    detached() {
      (this as CodeButtonInstance).attachment = undefined;
      appFlow.hide(this);
    },
  },
  pageLifetimes: {
    show() {
      this.showButton();
    },
    hide() {
      appFlow.hide(this);
    },
  },
  methods: {
    showButton() {
      if (!this.joinSession()) return;
      appFlow.show(this);
      if (this.data.blocked !== appFlow.isRunning) this.flowChanged();
    },

    /** CodeFlow tells every visible button. */
    flowChanged() {
      this.setData({ blocked: appFlow.isRunning });
    },

    handleTouchStart() {
      if (this.joinSession()) appFlow.touch();
    },

    /** A tap that opened no sheet because another button's flow runs. This button's own flow disables it. */
    answerBlockedTap() {
      if (this.data.blocked && !this.data.busy) emitError(this, new AuthingError('busy', { stage: 'tap' }));
    },

    /** A native event of a data button: refused, empty, or data to send. */
    receiveData<Data extends NativeAnswer & { iv?: string; encryptedData?: string }, Result>(
      answer: Data,
      use: (client: Client, code: string, data: Data & { iv: string; encryptedData: string }) => Promise<Result>,
      succeed: (result: Result) => void,
    ) {
      const { refusalOf } = require('../wx/refusal') as typeof import('../wx/refusal');
      const refusal: CancelReason | AuthingError | undefined = refusalOf(answer, 'tap') || emptyAnswer(answer);
      if (typeof refusal === 'string') emitCancel(this, refusal);
      else if (refusal) emitError(this, refusal);
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
        return emitError(this, error);
      }
      const { attachment } = this as CodeButtonInstance;
      const alreadyBusy = appFlow.isRunning;
      if (!alreadyBusy) this.setData({ busy: true });
      void appFlow[send]((code) => use(client, code), (failure, result) => {
        if (attachment === undefined || (this as CodeButtonInstance).attachment !== attachment) return;
        if (!alreadyBusy) this.setData({ busy: false });
        if (failure) emitError(this, failure);
        else succeed(result as Result);
      });
    },
  },
});

/** WeChat said ok, but there is nothing to send; the code stays unused. */
function emptyAnswer({ iv, encryptedData }: { iv?: string; encryptedData?: string }): AuthingError | undefined {
  return iv && encryptedData ? undefined : new AuthingError('no_data', { stage: 'tap' });
}
