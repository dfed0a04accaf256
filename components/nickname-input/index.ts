import { attach, detach } from '../../lib/behavior/attachment';
import { watchAuthState } from '../../lib/client/auth-state';
import { askForConsent, leftField, reviewed, startAnew, submit, typed } from '../../lib/nickname/form';
import type { NicknameForm, NicknameInstance } from '../../lib/nickname/form';
import { isSamePerson } from '../../lib/session/user';
import { darkClass, spoken } from '../../lib/wx/device';

/** What the form and its field say of their content. */
interface Field {
  value?: string | undefined;
}

/** What only a touch or a tap needs is not evaluated before. */
Component({
  externalClasses: ['custom-class'],
  properties: {
    /** What the field shows; default the signed-in user's nickname. */
    value: String,
    /** Any type, so that leaving it out can be told from `placeholder=""`. */
    placeholder: null,
    /** Left out: nobody is asked. False: saving asks for consent to the app's own terms. Any type, to tell one from the other. */
    agreed: null,
    /** What is agreed to: the names of the documents, or of the only one. */
    agreement: null,
    disabled: Boolean,
    /** Characters, as on the native input: -1 for any number. */
    maxlength: { type: Number, value: 64 },
    /** The words on the button. Any type, so that leaving it out can be told from `text=""`: without a button the keyboard's key saves. */
    text: null,
    /** Where a framework makes a property of `custom-class`, or a style is only known at run time. */
    customStyle: String,
  },
  data: {
    defaultPlaceholder: '',
    defaultText: '',
    /** The signed-in user's. */
    nickname: '',
    /** What the field was last told to show. */
    content: '',
    /** What is wrong with the name. */
    hint: '',
    busy: false,
    dark: darkClass(),
  },
  lifetimes: {
    attached() {
      const self = this as NicknameInstance;
      // Attached again: what ran before belongs to a field that is gone.
      self.saving =
        self.asking =
        self.heard =
        self.consent =
        self.typed =
        self.reviews =
        self.refused =
        self.passed =
        self.doubted =
          undefined;
      if (this.data.busy || this.data.hint) this.setData({ busy: false, hint: '' });
      attach(this as NicknameForm);
      self.watch = watchAuthState(({ user }, who) => {
        const nickname = String((user && user.nickname) || '');
        // One user's name is never shown for another.
        const { shownFor = {} } = self;
        const isOther = !isSamePerson(shownFor, who);
        if (isOther || nickname !== this.data.nickname) self.saved = undefined;
        self.shownFor = who;
        if (nickname !== this.data.nickname) this.setData({ nickname });
        if (isOther && shownFor.token && (self.typed !== undefined || this.data.hint)) startAnew(this as NicknameForm);
        this.showContent();
      });
      self.watch.check();
      this.showContent();
      const defaultText = spoken('保存', '儲存', 'Save');
      const defaultPlaceholder = spoken('请输入昵称', '請輸入暱稱', 'Nickname');
      if (defaultText !== this.data.defaultText) this.setData({ defaultText, defaultPlaceholder });
    },
    detached() {
      const self = this as NicknameInstance;
      detach(self);
      if (self.watch) self.watch.stop();
    },
  },
  pageLifetimes: {
    show() {
      const { watch } = this as NicknameInstance;
      if (watch) watch.check();
    },
  },
  observers: {
    value() {
      const self = this as NicknameInstance;
      self.saved = self.typed = self.refused = undefined;
      if (self.attachment) this.showContent();
    },
  },
  methods: {
    /** What the field shows while nobody types. */
    shownContent(): string {
      const { saved } = this as NicknameInstance;
      return saved === undefined ? this.data.value || this.data.nickname : saved;
    },

    showContent() {
      const content = this.shownContent();
      if ((this as NicknameInstance).typed === undefined && content !== this.data.content) this.setData({ content, hint: '' });
    },

    handleTouchStart() {
      if (!this.data.disabled) askForConsent(this as NicknameForm);
    },

    handleInput({ detail }: { detail: Field }) {
      typed(this as NicknameForm, String(detail.value || ''));
    },

    handleBlur({ detail }: { detail: Field }) {
      leftField(this as NicknameForm, detail.value || '');
    },

    handleReview({ detail }: { detail: { pass?: boolean; timeout?: boolean } }) {
      reviewed(this as NicknameForm, detail);
    },

    /** The keyboard's key: what was typed is reviewed next, as with the button. */
    handleConfirm({ detail }: { detail: Field }) {
      this.submit(detail.value);
    },

    handleSubmit({ detail }: { detail: { value: { nickname?: string } } }) {
      this.submit(detail.value.nickname);
    },

    submit(text: string | undefined) {
      const self = this as NicknameInstance;
      if (self.watch) self.watch.check();
      // A panel takes the field away from whoever turns out to be signed in no more.
      if (self.attachment && !this.data.disabled) submit(this as NicknameForm, String(text || ''));
    },
  },
});
