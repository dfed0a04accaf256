import { codeButton } from '../../lib/behavior/code-button';
import type { CodeButtonInstance } from '../../lib/behavior/code-button';
import type { Outcome } from '../../lib/behavior/tap';
import type { LoginEvent } from '../../lib/events';
import { chineseSpoken } from '../../lib/wx/device';

type GetUserInfo = WechatMiniprogram.CustomEvent<{
  errMsg?: string;
  errno?: number;
  iv?: string;
  encryptedData?: string;
  rawData?: string;
}>;

/** Not evaluated before the first tap. */
const taps = () => require('../../lib/behavior/tap') as typeof import('../../lib/behavior/tap');
const users = () => require('../../lib/session/shown-user') as typeof import('../../lib/session/shown-user');
const wechat = () => require('../../lib/endpoints/login-by-code') as typeof import('../../lib/endpoints/login-by-code');

Component({
  behaviors: [codeButton],
  externalClasses: ['custom-class'],
  properties: {
    /** `silent`: with the login code alone. `userinfo`: with what open-type getUserInfo hands over. */
    mode: { type: String, value: 'silent' },
    /** Language of the user info: `en`, `zh_CN`, `zh_TW`. */
    lang: { type: String, value: 'zh_CN' },
    /** Send `rawData` too, which Authing takes as the profile without checking it. */
    rawData: Boolean,
  },
  data: {
    defaultText: defaultText(),
  },
  observers: {
    mode() {
      if ((this as CodeButtonInstance).attachment) this.flowChanged();
    },
  },
  methods: {
    defaultText,

    opensSheet(): boolean {
      return this.data.mode === 'userinfo';
    },

    signIn() {
      taps().startFlow(
        this,
        'sendCode',
        (client, code, hold) => wechat().loginByCode(client, code, undefined, hold),
        (user) => loggedIn({ user, mode: 'silent' }),
      );
    },

    handleUserInfo({ detail }: GetUserInfo) {
      taps().receiveData(
        this,
        detail,
        (client, code, { iv, encryptedData, rawData }, hold) =>
          wechat().loginByCode(client, code, { iv, encryptedData, ...(this.data.rawData && rawData && { rawData }) }, hold),
        (user) => loggedIn({ user, mode: 'userinfo' }),
      );
    },
  },
});

function loggedIn({ user, mode }: LoginEvent): Outcome[] {
  return [['login', { user: users().shownUser(user), mode } satisfies LoginEvent]];
}

function defaultText(): string {
  return chineseSpoken() ? '登录' : 'Sign in';
}
