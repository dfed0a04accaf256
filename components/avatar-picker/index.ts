import { attach, detach, showMeaning } from '../../lib/behavior/attachment';
import type { Attached } from '../../lib/behavior/attachment';
import { watchAuthState } from '../../lib/client/auth-state';
import type { AuthStateWatch } from '../../lib/client/auth-state';
import { consentDialog } from '../../lib/consent/dialog';
import { isGated } from '../../lib/consent/gate';
import { ask } from '../../lib/consent/question';
import { componentClient } from '../../lib/client/shared-client';
import { AuthingError } from '../../lib/errors/authing-error';
import type { AvatarEvent, AvatarProgressEvent } from '../../lib/events';
import type { User } from '../../lib/session/user';
import { chineseSpoken } from '../../lib/wx/device';
import type { ChosenImage } from '../../lib/wx/choose-image';
import type { NativeAnswer } from '../../lib/wx/connection';
import { supports } from '../../lib/wx/device';
import { shownUser } from '../../lib/session/shown-user';
import { updateAvatar } from '../../lib/endpoints/update-avatar';
import { afterNoAnswer, tryAgain } from '../../lib/login-code/try-again';
import { chooseImage } from '../../lib/wx/choose-image';
import { emit, emitCancel, emitError } from '../../lib/behavior/emit';
import { refusalOf } from '../../lib/wx/refusal';

/** What a tap means: nobody is signed in; the person is to be asked; WeChat's sheet opens by itself; or the album is to be opened. */
type TapMeaning = 'stranger' | 'ask' | 'sheet' | 'album';

/** What the picker keeps on an instance. */
interface PickerInstance extends Attached<TapMeaning> {
  watch?: AuthStateWatch;
  /** The picture under way, from the tap until it is kept or refused. */
  picking?: { uploading: boolean; since: number } | undefined;
  /** Whose picture `chosen` is. */
  chosenFor?: string | undefined;
}

/**
 * ms after which a chooser that has not answered is taken to be gone: it covers the page, so somebody who taps again does not see it.
 * Before that it is a double tap.
 */
const CHOOSER_COVERS = 1000;

Component({
  behaviors: [consentDialog],
  externalClasses: ['custom-class'],
  properties: {
    /** `wechat`: WeChat's avatar sheet, where the base library has it (2.21.2). `album`: a picture from album or camera. */
    source: { type: String, value: 'wechat' },
    /** The picture to show; default the signed-in user's photo. */
    src: String,
    /** Left out: nobody is asked. False: a tap asks for consent to the app's own terms. Any type, so that one can be told from the other. */
    agreed: null,
    /** What is agreed to: the names of the documents, or of the only one. */
    agreement: null,
    disabled: Boolean,
    /** Width and height of the picture: px as a number, or a CSS length. */
    size: { type: null, value: '128rpx' as string | number },
    /** Any type, so that leaving it out can be told from `text=""`, which leaves the content to the slot. */
    text: null,
    /** Where a framework makes a property of `custom-class`, or a style is only known at run time. */
    customStyle: String,
  },
  data: {
    defaultText: defaultText(),
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
      self.watch = watchAuthState(({ status, user }) => {
        // One user's picture is never shown for another.
        const id = user ? user.id : undefined;
        if (id !== self.chosenFor) this.forgetChosen();
        self.chosenFor = id;
        const signedIn = status === 'signed-in';
        const photo = (user && user.photo) || '';
        if (signedIn !== this.data.signedIn || photo !== this.data.photo) showMeaning(this, this.meaningOf(signedIn), { signedIn, photo });
      });
      self.watch.check();
      this.gateChanged();
      // The app's own choice of language may have come after this file was loaded.
      const text = defaultText();
      if (text !== this.data.defaultText) this.setData({ defaultText: text });
    },
    detached() {
      const self = this as PickerInstance;
      self.picking = undefined;
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
      if (!sheet) this.pick(chooseImage);
    },

    forgetChosen() {
      if (this.data.chosen) this.setData({ chosen: '' });
    },

    handleTap() {
      const { meaning, watch } = this as PickerInstance;
      if (watch) watch.check();
      if (meaning === 'stranger') this.refuseStranger();
      else if (meaning === 'ask') ask(this, this.hasSheet());
      else if (meaning === 'album') this.pick(chooseImage);
    },

    handleChooseAvatar({ detail }: WechatMiniprogram.CustomEvent<NativeAnswer & { avatarUrl?: string }>) {
      this.closeDialog();
      const filePath = detail.avatarUrl;
      if (filePath) this.pick(() => Promise.resolve({ filePath }));
      else this.handleRefusal({ detail });
    },

    /** The native button's own error: the sheet was closed, or could not open. */
    handleRefusal({ detail }: { detail: NativeAnswer }) {
      this.closeDialog();
      const refusal = refusalOf(detail, 'choose') || new AuthingError('no_data', { stage: 'choose' });
      if (typeof refusal === 'string') emitCancel(this, refusal);
      else emitError(this, refusal);
    },

    refuseStranger() {
      try {
        componentClient();
        emitError(this, new AuthingError('unauthenticated', { stage: 'tap' }));
      } catch (error) {
        emitError(this, error);
      }
    },

    /** One picture from choice to profile; one at a time. */
    pick(choose: () => Promise<ChosenImage>) {
      const self = this as PickerInstance;
      const before = self.picking;
      if (before && (before.uploading || Math.abs(Date.now() - before.since) < CHOOSER_COVERS)) {
        return emitError(this, new AuthingError('busy', { stage: 'tap' }));
      }
      const picking: PickerInstance['picking'] & object = (self.picking = { uploading: false, since: Date.now() });
      const { attachment, chosenFor } = self;
      const shown = this.data.chosen;
      const isMine = (): boolean => self.picking === picking;
      const upload = (filePath: string): Promise<User> => {
        picking.uploading = true;
        if (isMine()) this.setData({ busy: true, percent: 0, chosen: filePath });
        const client = componentClient();
        return updateAvatar(
          client,
          filePath,
          (progress) => {
            if (isMine()) this.showProgress(progress);
          },
          (step) => tryAgain(step, afterNoAnswer, client.options.timeout),
        );
      };
      /** Ends the flow, and tells the page unless the picker is gone by then. */
      const end = (tell: () => void): void => {
        if (attachment === undefined || self.attachment !== attachment) return;
        if (isMine()) self.picking = undefined;
        tell();
      };
      // Everything that can fail runs inside the promise, so that nothing ends a tap without a word.
      void Promise.resolve()
        .then(choose)
        .then((choice) => {
          // Somebody has tapped again, and has not had enough of it: that is the picture they want.
          if (self.picking && !isMine()) return () => emitCancel(this, 'cancelled');
          if (self.attachment === attachment) self.picking = picking;
          return 'cancelled' in choice
            ? () => emitCancel(this, choice.cancelled)
            : upload(choice.filePath).then((user) => () => this.finish(user));
        })
        .then(end, (error: unknown) =>
          end(() => {
            if (!self.picking) this.setData({ busy: false, chosen: self.chosenFor === chosenFor ? shown : '' });
            emitError(this, error);
          }),
        );
    },

    showProgress(progress: AvatarProgressEvent) {
      if (progress.percent !== this.data.percent) this.setData({ percent: progress.percent });
      emit(this, 'progress', progress);
    },

    finish(user: User) {
      const photo = String(user.photo || '');
      this.setData({ busy: false, chosen: photo });
      emit(this, 'avatar', { photo, user: shownUser(user) } satisfies AvatarEvent);
    },
  },
});

function defaultText(): string {
  return chineseSpoken() ? '选择头像' : 'Choose picture';
}
