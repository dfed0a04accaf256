import { watchAuthState } from '../../lib/client/auth-state';
import type { AuthingState, AuthStateWatch } from '../../lib/client/auth-state';
import { componentClient } from '../../lib/client/shared-client';
import { sharedSession } from '../../lib/client/shared-session';
import type { Attached } from '../../lib/behavior/attachment';
import { emit } from '../../lib/behavior/emit';
import { deleteAccount, sendDeletionCode, signOut } from '../../lib/endpoints/end-account';
import type { Deletion } from '../../lib/endpoints/end-account';
import type { AuthingErrorDetail, DeleteAccountEvent, ProfileEvent, SignOutEvent, UserPanelCancelEvent } from '../../lib/events';
import type { AuthingError } from '../../lib/errors/authing-error';
import { isSamePerson } from '../../lib/session/user';
import type { Person, User } from '../../lib/session/user';
import { digitsIn, maskedNumber } from '../../lib/panel/number';
import { noticeOf } from '../../lib/panel/notice';
import { userPanelWords } from '../../lib/panel/user-words';
import type { UserPanelWords } from '../../lib/panel/user-words';
import { sendCode, stopCount } from '../../lib/panel/text-code';
import { askWho, endUnknownSession, work } from '../../lib/panel/work';
import { darkClass } from '../../lib/wx/device';

/** What the panel keeps on an instance. */
interface PanelInstance extends Attached<never> {
  watch?: AuthStateWatch;
  /** Who is signed in; null also while only a token is known. */
  user?: AuthingState['user'];
  /** It has been known whether anybody is, since the panel was attached. */
  known?: boolean;
  who?: Person;
  stopCounting?: (() => void) | undefined;
  /** What the person was asked to confirm last. */
  deletion?: Deletion;
}

type Words = Partial<UserPanelWords> | null;

Component({
  options: { multipleSlots: true },
  externalClasses: ['custom-class', 'title-class', 'text-class', 'button-class', 'link-class', 'input-class'],
  properties: {
    /** `account`: Authing deletes it, once a code by text message has shown whose it is. `request`: the page does. `never`: not offered. */
    deletion: { type: String, value: 'account' },
    /** What the panel says otherwise: some of `UserPanelWords`. */
    words: { type: Object, value: null as Words },
    /** Where a framework makes a property of `custom-class`, or a style is only known at run time. */
    customStyle: String,
  },
  data: {
    say: userPanelWords(null),
    signedIn: false,
    /** The number, not all of it. */
    phone: '',
    /** Deleting is being confirmed. */
    deleting: false,
    /** A code shows whose account it is. */
    byCode: false,
    /** What the last error means to the person. */
    notice: '',
    digits: '',
    /** Nobody types one here: codes go to the account's own. */
    number: '',
    /** until another code may be asked for */
    seconds: 0,
    working: false,
    dark: darkClass(),
  },
  lifetimes: {
    attached() {
      const self = this as PanelInstance;
      self.attachment = {};
      self.user = null;
      self.known = false;
      this.setData({ say: userPanelWords(this.data.words as Words), signedIn: false, deleting: false, working: false, seconds: 0 });
      self.watch = watchAuthState(
        (state, who) => {
          self.who = who;
          this.showUser(state);
        },
        undefined,
        true,
      );
      self.watch.check();
    },
    detached() {
      const self = this as PanelInstance;
      self.attachment = undefined;
      if (self.watch) self.watch.stop();
      if (self.stopCounting) self.stopCounting();
    },
  },
  pageLifetimes: {
    show() {
      const { watch } = this as PanelInstance;
      if (watch) watch.check();
    },
  },
  observers: {
    words() {
      if ((this as PanelInstance).attachment) this.setData({ say: userPanelWords(this.data.words as Words) });
    },
  },
  methods: {
    showUser({ status, user }: AuthingState) {
      const self = this as PanelInstance;
      const { user: before = null, known } = self;
      const wasSignedIn = this.data.signedIn;
      const isOther = !user || !before || user.id !== before.id;
      self.user = user;
      self.known = known || status !== 'unknown';
      this.setData({
        signedIn: status === 'signed-in',
        phone: maskedNumber((user && user.phone) || ''),
        ...(isOther && { deleting: false, notice: '', digits: '' }),
      });
      if (isOther && this.data.seconds) stopCount(this);
      // A token is all that is known of them, or nobody has asked since the panel came.
      if (status === 'signed-in' && !(user && known)) this.refresh();
      // However it came: another page, the end of the token's time, Authing.
      if (wasSignedIn && status === 'signed-out') this.left('signout', { user: before } satisfies SignOutEvent);
    },

    /** Nobody is signed in any more. */
    left(event: 'signout' | 'delete', detail: SignOutEvent | DeleteAccountEvent) {
      (this as PanelInstance).user = null;
      this.setData({ signedIn: false });
      if (event === 'signout') emit(this, 'signout', detail);
      else emit(this, 'delete', detail);
    },

    /** As Authing knows them now. Nobody has tapped: but for a sign-in that has ended, what fails is for `onError` alone. */
    refresh() {
      void Promise.resolve().then(() => {
        const client = componentClient();
        return askWho(client).catch((error: AuthingError) => {
          // The app may have configured another meanwhile.
          if (client.tokenProvider.session === sharedSession()) endUnknownSession(error);
        });
      });
    },

    handleError({ detail }: { detail: AuthingErrorDetail }) {
      // What is wrong with a name stands below its field.
      if (detail.reason !== 'nickname') this.setData({ notice: noticeOf(detail) });
      emit(this, 'error', detail);
      endUnknownSession(detail);
    },

    /** A sheet of WeChat's that was closed, a name that is the same. */
    handleCancel({ detail }: WechatMiniprogram.CustomEvent<UserPanelCancelEvent>) {
      this.setData({ notice: '' });
      emit(this, 'cancel', { reason: detail.reason } satisfies UserPanelCancelEvent);
    },

    handleProfile({ detail }: WechatMiniprogram.CustomEvent<ProfileEvent>) {
      this.setData({ notice: '' });
      emit(this, 'profile', { user: detail.user } satisfies ProfileEvent);
    },

    handleSignOut() {
      // A tap on what is there no more.
      if (!this.data.signedIn) return;
      const { user = null } = this as PanelInstance;
      // The page hears it before who is signed in, and may take the panel away then.
      work(
        this,
        (client, hold) => Promise.resolve(signOut(client, hold)),
        () => this.left('signout', { user } satisfies SignOutEvent),
      );
    },

    handleAsk() {
      const self = this as PanelInstance;
      const { user } = self;
      self.deletion = {};
      this.setData({ deleting: true, byCode: this.data.deletion === 'account' && !!user && !!user.phone, notice: '', digits: '' });
    },

    handleKeep() {
      // What was sent goes on, whatever is said now.
      if (this.data.working || !this.data.deleting) return;
      this.setData({ deleting: false, notice: '', digits: '' });
      emit(this, 'cancel', { reason: 'cancelled' } satisfies UserPanelCancelEvent);
    },

    handleDigits({ detail }: WechatMiniprogram.CustomEvent<{ value: string }>) {
      this.setData({ digits: digitsIn(detail.value) });
    },

    handleSendCode() {
      const { user } = this as PanelInstance;
      if (user) sendCode(this, (client) => sendDeletionCode(client, user as User));
    },

    handleDelete() {
      const self = this as PanelInstance;
      const { user = null, who = {}, deletion = {} } = self;
      const { byCode, digits, deleting } = this.data;
      if (!deleting) return;
      if (!byCode || !user) {
        this.setData({ deleting: false });
        return emit(this, 'delete', { user, deleted: false } satisfies DeleteAccountEvent);
      }
      work(
        this,
        (client, hold) => deleteAccount(client, user as User, digits, deletion, hold),
        () => {
          const detail = { user, deleted: true } satisfies DeleteAccountEvent;
          // Somebody else has signed in meanwhile, and stays.
          if (isSamePerson(who, self.who || {})) this.left('delete', detail);
          else emit(this, 'delete', detail);
        },
      );
    },
  },
});
