import { attach, detach, showMeaning } from '../../lib/behavior/attachment';
import { openSheet, pickFromAlbum, pickFromSheet, refusePick, refuseStranger } from '../../lib/avatar/pick';
import type { Picker, PickerInstance, TapMeaning } from '../../lib/avatar/pick';
import { watchAuthState } from '../../lib/client/auth-state';
import { consentDialog } from '../../lib/consent/dialog';
import { isGated } from '../../lib/consent/gate';
import { ask } from '../../lib/consent/question';
import type { NativeAnswer } from '../../lib/wx/connection';
import { isSamePerson } from '../../lib/session/user';
import { darkClass, spoken, supports } from '../../lib/wx/device';

/** What only a tap needs is not evaluated before. */
Component({
  behaviors: [consentDialog],
  externalClasses: ['custom-class'],
  properties: {
    /** `wechat`: WeChat's avatar sheet, where the base library has it (2.21.2). `album`: a picture from album or camera. */
    source: { type: String, value: 'wechat' },
    /** The picture to show; default the signed-in user's photo. */
    src: String,
    /** Left out: nobody is asked. False: a tap asks for consent to the app's own terms. Any type, to tell one from the other. */
    agreed: null,
    /** What is agreed to: the names of the documents, or of the only one. */
    agreement: null,
    disabled: Boolean,
    /** Let the user cut a square out of the picture, where WeChat's sheet has not done so. */
    crop: Boolean,
    /** kB, of 1,000 bytes: a larger picture is compressed, and refused when that does not help. 0 for any size. */
    maxSize: Number,
    /** Width and height of the picture: px as a number, or a CSS length. */
    size: { type: null, value: '128rpx' as string | number },
    /** Any type, so that leaving it out can be told from `text=""`, which leaves the content to the slot. */
    text: null,
    /** Where a framework makes a property of `custom-class`, or a style is only known at run time. */
    customStyle: String,
  },
  data: {
    ...defaultTexts(),
    dark: darkClass(),
    /** The base library has the avatar sheet. */
    sheet: supports('button.open-type.chooseAvatar'),
    signedIn: false,
    /** The signed-in user's. */
    photo: '',
    busy: false,
    /** The person has not agreed yet: WeChat's sheet does not open. */
    gated: false,
    /** 0 to 100 */
    percent: 0,
    /** The picture just chosen, then the one just uploaded. */
    chosen: '',
  },
  lifetimes: {
    attached() {
      const self = this as PickerInstance;
      // Attached again: what ran before belongs to a picker that is gone.
      if (this.data.busy) this.setData({ busy: false, percent: 0, chosen: '' });
      attach(this);
      self.watch = watchAuthState(({ status, user }, who) => {
        const signedIn = status === 'signed-in';
        // One user's picture is never shown for another, nor does anybody agree for them.
        if (!self.chosenFor || !isSamePerson(self.chosenFor, who)) {
          this.forgetChosen();
          this.withdrawDialog();
        }
        self.chosenFor = who;
        const photo = (user && user.photo) || '';
        if (signedIn !== this.data.signedIn || photo !== this.data.photo) showMeaning(this, this.meaningOf(signedIn), { signedIn, photo });
      });
      self.watch.check();
      this.gateChanged();
      // The app's own choice of language may have come after this file was loaded.
      const texts = defaultTexts();
      if (texts.chooseText !== this.data.chooseText) this.setData(texts);
    },
    detached() {
      const self = this as PickerInstance;
      self.picking = self.sheets = undefined;
      detach(self);
      if (self.watch) self.watch.stop();
    },
  },
  pageLifetimes: {
    show() {
      const { watch } = this as PickerInstance;
      if (watch) watch.check();
    },
  },
  observers: {
    src() {
      if (!this.data.busy) this.forgetChosen();
    },
    agreed() {
      if ((this as PickerInstance).attachment) this.gateChanged();
    },
    source() {
      if ((this as PickerInstance).attachment) showMeaning(this, this.meaningOf(this.data.signedIn));
    },
  },
  methods: {
    meaningOf(signedIn: boolean): TapMeaning {
      return !signedIn ? 'stranger' : isGated(this.data.agreed) ? 'ask' : this.hasSheet() ? 'sheet' : 'album';
    },

    hasSheet(): boolean {
      return this.data.source !== 'album' && this.data.sheet;
    },

    gateChanged() {
      const gated = isGated(this.data.agreed);
      showMeaning(this, this.meaningOf(this.data.signedIn), gated !== this.data.gated && { gated });
    },

    goOn(sheet: boolean) {
      if (sheet) openSheet(this as Picker);
      else pickFromAlbum(this as Picker);
    },

    forgetChosen() {
      if (this.data.chosen) this.setData({ chosen: '' });
    },

    handleTap() {
      const self = this as PickerInstance;
      const { meaning, watch } = self;
      if (watch) watch.check();
      self.opener = self.chosenFor;
      if (meaning === 'stranger') refuseStranger(this as Picker);
      else if (meaning === 'ask') ask(this, this.hasSheet());
      else this.goOn(meaning === 'sheet');
    },

    /** From the sheet that the dialog's button has opened. */
    handleAgreedAvatar(event: WechatMiniprogram.CustomEvent<NativeAnswer & { avatarUrl?: string }>) {
      this.closeDialog(event.detail.avatarUrl);
      this.handleChooseAvatar(event);
    },

    handleAgreedRefusal(event: { detail: NativeAnswer }) {
      this.closeDialog(false);
      this.handleRefusal(event);
    },

    handleChooseAvatar({ detail }: WechatMiniprogram.CustomEvent<NativeAnswer & { avatarUrl?: string }>) {
      pickFromSheet(this as Picker, detail);
    },

    handleRefusal({ detail }: { detail: NativeAnswer }) {
      refusePick(this as Picker, detail);
    },
  },
});

/** What stands below no picture, and below one. */
function defaultTexts(): Record<'chooseText' | 'changeText', string> {
  return {
    chooseText: spoken('选择头像', '選擇頭像', 'Choose picture'),
    changeText: spoken('更换头像', '更換頭像', 'Change picture'),
  };
}
