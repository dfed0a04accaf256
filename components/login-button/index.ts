import { codeButton } from '../../lib/behavior/code-button';
import type { CodeButtonInstance, Outcome } from '../../lib/behavior/tap';
import { askInActionSheet } from '../../lib/consent/action-sheet';
import type { LoginEvent } from '../../lib/events';
import { spoken } from '../../lib/wx/device';
import { receiveData, startFlow } from '../../lib/behavior/tap';
import { shownUser } from '../../lib/session/shown-user';
import { loginByCode } from '../../lib/endpoints/login-by-code';
import { wxGetUserInfo } from '../../lib/wx/user-info';

type GetUserInfo = WechatMiniprogram.CustomEvent<{
  errMsg?: string;
  errno?: number;
  iv?: string;
  encryptedData?: string;
  rawData?: string;
}>;

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
      startFlow(
        this,
        'sendCode',
        (client, code, hold) => loginByCode(client, code, undefined, hold),
        (user) => loggedIn({ user, mode: 'silent' }),
      );
    },

    ask() {
      askInActionSheet(this, () => {
        if (!this.opensSheet()) return this.signIn();
        this.sheetOpens();
        const { attachment } = this as CodeButtonInstance;
        void wxGetUserInfo(this.data.lang).then((detail) => {
          if ((this as CodeButtonInstance).attachment === attachment) this.handleUserInfo({ detail });
        });
      });
    },

    handleUserInfo({ detail }: Pick<GetUserInfo, 'detail'>) {
      const self = this as CodeButtonInstance;
      const { sheets, received } = self;
      // Phones have been seen to fire such events twice: it is one answer.
      if (!sheets && (!detail.encryptedData || detail.encryptedData === received)) return;
      self.received = detail.encryptedData;
      if (sheets) self.sheets = sheets - 1;
      receiveData(
        this,
        detail,
        (client, code, { iv, encryptedData, rawData }, hold) =>
          loginByCode(client, code, { iv, encryptedData, ...(this.data.rawData && rawData && { rawData }) }, hold),
        (user) => loggedIn({ user, mode: 'userinfo' }),
      );
    },
  },
});

function loggedIn({ user, mode }: LoginEvent): Outcome[] {
  return [['login', { user: shownUser(user), mode } satisfies LoginEvent]];
}

function defaultText(): string {
  return spoken('登录', '登入', 'Sign in');
}
