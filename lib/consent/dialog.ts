import type { Attached } from '../behavior/attachment';
import { agree, close, end, tellDocument, withdraw } from './question';
import type { Asker, Question } from './question';

/**
 * Wiring of `components/consent.wxml`, the dialog of components whose way on is a native button of WeChat's: it stands in the dialog, so
 * that who agrees goes on with the same tap. It is in the tree only while it is open; what it does is evaluated when it first opens.
 */
export const consentDialog = Behavior({
  data: {
    /** While it is open: what it says. */
    question: null as Question | null,
  },
  lifetimes: {
    attached() {
      // Asked in an earlier attachment.
      if (!this.data.question) return;
      (this as Asker).openSheets = 0;
      this.setData({ question: null });
    },
  },
  methods: {
    /** The person has agreed. @param sheet WeChat opens its sheet now, by itself */
    goOn(_sheet: boolean): void {},

    /** @param received what the person may have been asked for again, if it has come */
    closeDialog(received: unknown) {
      const { question } = this.data;
      if (question) close(this, question, received);
    },

    /** Whoever was asked is signed in no more: nobody agrees for them. */
    withdrawDialog() {
      const { question } = this.data;
      if (question) withdraw(this, question);
    },

    handleAgree() {
      const { question } = this.data;
      if (!question) return;
      // As drawn: what was asked for may not be had just now.
      const { meaning } = this as Attached<string>;
      const sheet = question.sheet && meaning !== 'busy' && meaning !== 'unusable';
      agree(this, question, sheet);
      this.goOn(sheet);
    },

    handleDecline() {
      const { question } = this.data;
      if (question) end(this, question, 'declined');
    },

    handleDocument({ currentTarget }: WechatMiniprogram.TouchEvent<object, object, { index: number }>) {
      const { question } = this.data;
      if (question) tellDocument(this, question, currentTarget.dataset.index);
    },
  },
});
