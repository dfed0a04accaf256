import { codeButton } from '../../lib/behavior/code-button';
import { sharedOptions } from '../../lib/client/shared-session';
import { receivePhoneNumber, sayUnusable, warnUnusable } from '../../lib/behavior/phone-tap';
import type { AskedPhone, PhoneAnswer } from '../../lib/behavior/phone-tap';
import type { CodeButtonInstance } from '../../lib/behavior/tap';
import { consentDialog } from '../../lib/consent/dialog';
import { ask } from '../../lib/consent/question';
import { isTooOld } from '../../lib/wx/base-library';
import { spoken } from '../../lib/wx/device';

/** What the button keeps on an instance. */
interface PhoneInstance {
  /** What its last tap asked for: the page may bind something else while WeChat's sheet is open. */
  askedFor?: AskedPhone;
}

Component({
  behaviors: [codeButton, consentDialog],
  externalClasses: ['custom-class'],
  properties: {
    /** `login`: sign in with the number. `get`: only read it; registers and binds nothing. */
    action: { type: String, value: 'login' },
    /**
     * How the number travels. `encrypted`: with `iv` and `encryptedData`, which only the session key opens. `token`: with the phone token,
     * which Authing trades at WeChat; needs `extIdpConnIdentifier`. `auto`: by token where configuration and event allow.
     */
    flow: { type: String, value: 'auto' },
    /** WeChat asks the operator whether the number is still this person's: `getRealtimePhoneNumber` (2.24.4), by token only. */
    realtime: Boolean,
    /** WeChat tells the user by itself when the app's quota is used up (base library 3.0.1). Any type: undefined is not false. */
    phoneNumberNoQuotaToast: { type: null, value: true },
  },
  data: {
    defaultText: defaultText('login'),
  },
  observers: {
    action() {
      this.setDefaultText();
    },
    'flow, realtime'() {
      if ((this as CodeButtonInstance).attachment) this.flowChanged();
    },
  },
  methods: {
    defaultText(): string {
      return defaultText(this.data.action);
    },

    isUnusable(): boolean {
      const { flow, realtime } = this.data;
      try {
        const { extIdpConnIdentifier } = sharedOptions();
        if ((!realtime && flow !== 'token') || extIdpConnIdentifier) return isTooOld();
        warnUnusable();
      } catch {
        // Nothing is configured yet, or an address that cannot be used: the tap says so.
      }
      return true;
    },

    ask() {
      ask(this, true);
    },

    goOn(sheet: boolean) {
      this.joinFlow();
      if (sheet) this.sheetOpens();
      else this.sayUnusable();
    },

    sayUnusable() {
      sayUnusable(this);
    },

    asked() {
      const { action, flow } = this.data;
      (this as PhoneInstance).askedFor = { action, flow };
    },

    /** From the sheet that the dialog's button has opened. */
    handleAgreedNumber(event: WechatMiniprogram.CustomEvent<PhoneAnswer>) {
      this.closeDialog(event.detail.code || event.detail.encryptedData);
      this.handlePhoneNumber(event);
    },

    handlePhoneNumber({ type, detail }: WechatMiniprogram.CustomEvent<PhoneAnswer>) {
      receivePhoneNumber(this, (this as PhoneInstance).askedFor || this.data, detail, type === 'getrealtimephonenumber');
    },
  },
});

function defaultText(action: string): string {
  if (action === 'get') return spoken('获取手机号', '取得手機號碼', 'Use my phone number');
  return spoken('手机号登录', '手機號碼登入', 'Sign in with phone');
}
