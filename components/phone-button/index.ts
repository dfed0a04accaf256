import { codeButton } from '../../lib/behavior/code-button';
import type { PhoneEvent, PhoneLoginEvent } from '../../lib/events';
import type { User } from '../../lib/session/user';
import { chineseSpoken } from '../../lib/wx/device';
import { receiveData } from '../../lib/behavior/tap';
import { shownUser } from '../../lib/session/shown-user';
import { getPhone, loginByPhone } from '../../lib/endpoints/phone';

type GetPhoneNumber = WechatMiniprogram.CustomEvent<{
  errMsg?: string;
  errno?: number;
  iv?: string;
  encryptedData?: string;
}>;

/** What the button keeps on an instance. */
interface PhoneInstance {
  /** What its last tap asked for: the page may bind another `action` while WeChat's sheet is open. */
  askedAction?: string;
}

Component({
  behaviors: [codeButton],
  externalClasses: ['custom-class'],
  properties: {
    /** `login`: sign in with the number. `get`: only read it; registers and binds nothing. */
    action: { type: String, value: 'login' },
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
  },
  methods: {
    defaultText(): string {
      return defaultText(this.data.action);
    },

    asked() {
      (this as PhoneInstance).askedAction = this.data.action;
    },

    handlePhoneNumber({ detail }: GetPhoneNumber) {
      const { askedAction: action = this.data.action } = this as PhoneInstance;
      if (action === 'get') {
        receiveData(
          this,
          detail,
          (client, code, { iv, encryptedData }) => getPhone(client, code, iv, encryptedData),
          ({ countryCode, phoneNumber, purePhoneNumber }) => [
            ['phone', { countryCode, phoneNumber, purePhoneNumber } satisfies PhoneEvent],
          ],
        );
      } else {
        receiveData(
          this,
          detail,
          (client, code, { iv, encryptedData }, hold) => loginByPhone(client, code, iv, encryptedData, hold),
          (account) => {
            const user = shownUser(account);
            return [
              ['phone', phoneOf(user)],
              ['login', { user } satisfies PhoneLoginEvent],
            ];
          },
        );
      }
    },
  },
});

/** WeChat's three fields, from the account that the number signed in to. Authing leaves the country out where it is 86. */
function phoneOf(user: User): PhoneEvent {
  // Servers have been seen to send numbers as numbers.
  const countryCode = String(user.phoneCountryCode || '86').replace(/\D/g, '');
  const purePhoneNumber = String(user.phone || '');
  return { countryCode, phoneNumber: countryCode === '86' ? purePhoneNumber : `+${countryCode}${purePhoneNumber}`, purePhoneNumber, user };
}

function defaultText(action: string): string {
  if (action === 'get') return chineseSpoken() ? '获取手机号' : 'Use my phone number';
  return chineseSpoken() ? '手机号登录' : 'Sign in with phone';
}
