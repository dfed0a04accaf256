import { watchAuthState } from '../../lib/client/auth-state';
import type { AuthingState, AuthStateWatch } from '../../lib/client/auth-state';
import { sharedSession } from '../../lib/client/shared-session';
import { showMeaning } from '../../lib/behavior/attachment';
import type { Attached } from '../../lib/behavior/attachment';
import { emit } from '../../lib/behavior/emit';
import type { AgreeEvent, AgreementEvent, AuthingErrorDetail, ChargeEvent, PanelCancelEvent, PanelDoneEvent } from '../../lib/events';
import { shownUser } from '../../lib/session/shown-user';
import { isSamePerson } from '../../lib/session/user';
import type { Person } from '../../lib/session/user';
import { onPutOff, putOff, putOffBy } from '../../lib/panel/later';
import { savesName } from '../../lib/panel/name';
import type { NamingPanel } from '../../lib/panel/name';
import { digitsIn } from '../../lib/panel/number';
import { after, beginning, factsOf, leavesAtNo } from '../../lib/panel/path';
import type { Facts, Happening, PathState } from '../../lib/panel/path';
import { noticeOf } from '../../lib/panel/notice';
import { loginPanelWords } from '../../lib/panel/login-words';
import type { LoginPanelWords } from '../../lib/panel/login-words';
import { submitCode } from '../../lib/panel/submit-code';
import { sendCode, stopCount } from '../../lib/panel/text-code';
import { askWho, endUnknownSession, work } from '../../lib/panel/work';
import { darkClass } from '../../lib/wx/device';

/** What the panel keeps on an instance. */
interface PanelInstance extends Attached<PathState['view']>, Omit<NamingPanel, 'selectComponent'> {
  watch?: AuthStateWatch;
  /** Who is signed in. */
  session?: AuthingState;
  who?: Person;
  path?: PathState;
  /** The page was hidden, and not shown since. */
  hidden?: boolean;
  /** Whom `done` was told of: once a visit. */
  doneFor?: string | undefined;
  stopCounting?: (() => void) | undefined;
  /** Stops listening to what is put off in other panels. */
  leaveOthers?: (() => void) | undefined;
  /** Who has signed in is asked when what is under way has ended. */
  unasked?: boolean;
  /** When "Later" was tapped while WeChat's sheet was to answer, ms since 1970. */
  keptSince?: number | undefined;
}

/** ms that WeChat may take to show its sheet, which covers the page: whoever taps later than that sees none. */
const SHEET_COMES = 3000;

type Input = WechatMiniprogram.CustomEvent<{ value: string }>;

Component({
  options: { multipleSlots: true },
  externalClasses: ['custom-class', 'title-class', 'text-class', 'button-class', 'link-class', 'input-class'],
  properties: {
    /** The phone number: `required`, `optional` (it can be put off), `never` asked for. */
    phone: { type: String, value: 'optional' },
    /** Picture and name, likewise. */
    profile: { type: String, value: 'optional' },
    /** How WeChat's number travels, as on phone-button. */
    flow: { type: String, value: 'auto' },
    /** WeChat asks the operator whose number it is, as on phone-button. */
    realtime: Boolean,
    /** Consent to the app's own terms, as on the buttons: asked for at the first tap that needs it, once. */
    agreed: null,
    /** The names of what is agreed to. */
    agreement: null,
    /** Consent to WeChat's privacy agreement, as on phone-button. */
    privacy: { type: String, value: 'auto' },
    /** Where WeChat gives no number, a code by text message is offered. Any type: undefined is not false. */
    fallback: { type: null, value: true },
    /** What the panel says otherwise: some of `LoginPanelWords`. */
    words: { type: Object, value: null as unknown as Partial<LoginPanelWords> | null },
    /** Where a framework makes a property of `custom-class`, or a style is only known at run time. */
    customStyle: String,
  },
  data: {
    say: loginPanelWords(null),
    view: beginning.view as PathState['view'],
    by: beginning.by as PathState['by'],
    wayOn: '' as PathState['wayOn'],
    connecting: false,
    /** "No" ends the path here. */
    leaves: false,
    /** Something of the profile was given: what is left is no refusal. */
    some: false,
    /** What the last error means to the person, or that a sheet was closed. */
    notice: '',
    calm: false,
    /** Agreed here: no other step asks, whatever the page binds. */
    agreedHere: false,
    number: '',
    digits: '',
    /** until another code may be asked for */
    seconds: 0,
    working: false,
    dark: darkClass(),
  },
  lifetimes: {
    attached() {
      const self = this as PanelInstance;
      self.attachment = {};
      delete self.meaning;
      self.nextMeaning = undefined;
      self.path = beginning;
      self.hidden = false;
      self.doneFor = self.meant = undefined;
      self.leaving = false;
      const { working, seconds, agreedHere } = this.data;
      // A consent is that of one visit.
      if (working || seconds || agreedHere) this.setData({ working: false, seconds: 0, agreedHere: false });
      this.setWords();
      self.watch = watchAuthState((session, who) => {
        const { who: before = {} } = self;
        self.session = session;
        self.who = who;
        const { numberOf } = self.path || beginning;
        // Whoever comes next has agreed to nothing. Whose account their number has found is the same person.
        if (before.token && !isSamePerson(before, who) && who.id !== numberOf) this.setData({ agreedHere: false });
        this.move({ is: 'facts' });
      });
      self.watch.check();
    },
    detached() {
      const self = this as PanelInstance;
      self.attachment = undefined;
      if (self.watch) self.watch.stop();
      if (self.stopCounting) self.stopCounting();
      if (self.leaveOthers) self.leaveOthers();
      self.leaveOthers = undefined;
    },
  },
  pageLifetimes: {
    show() {
      const self = this as PanelInstance;
      self.hidden = false;
      if (self.watch) self.watch.check();
      this.tellDone();
    },
    hide() {
      (this as PanelInstance).hidden = true;
    },
  },
  observers: {
    'phone, profile, fallback'() {
      if ((this as PanelInstance).attachment) this.move({ is: 'facts' });
    },
    words() {
      if ((this as PanelInstance).attachment) this.setWords();
    },
  },
  methods: {
    setWords() {
      this.setData({ say: loginPanelWords(this.data.words as Partial<LoginPanelWords> | null) });
    },

    facts(): Facts {
      const self = this as PanelInstance;
      const { session } = self;
      const user = session && session.user;
      // Who is not signed in puts nothing off: what this needs is not evaluated for them.
      if (user) self.leaveOthers = self.leaveOthers || onPutOff(() => this.move({ is: 'facts' }));
      return factsOf(this.data, session, user ? putOffBy(user.id) : []);
    },

    /** The state after something has happened, and the view of it. */
    move(happening: Happening) {
      const self = this as PanelInstance;
      const facts = this.facts();
      const before = self.path || beginning;
      const path = (self.path = after(before, facts, happening));
      const { view, by, wayOn, connecting, got } = path;
      self.keptSince = undefined;
      const shown = {
        view,
        by,
        wayOn,
        connecting: !!connecting,
        leaves: leavesAtNo(path, facts),
        some: got.indexOf('photo') >= 0 || got.indexOf('nickname') >= 0,
      };
      const isOtherView = view !== before.view;
      const isOther = path.id !== before.id;
      const isNews = isOther || isOtherView || (happening.is !== 'failed' && happening.is !== 'facts');
      // What somebody typed is not for the next.
      this.show({
        ...shown,
        ...(isNews && { notice: '' }),
        ...(isOtherView && { digits: '' }),
        ...(isOther && { number: '', digits: '' }),
      });
      if (isOther && this.data.seconds) stopCount(this);
      if (facts.status === 'signed-out') self.doneFor = undefined;
      if (view === 'wait' && (happening.is === 'facts' || self.unasked)) this.askWhoThisIs();
      this.tellDone();
    },

    /** Tells the view what is new to it, if anything is. */
    show(changes: Record<string, unknown>) {
      const data = this.data as Record<string, unknown>;
      if (Object.keys(changes).some((name) => changes[name] !== data[name])) {
        showMeaning(this as PanelInstance & typeof this, changes['view'] as PathState['view'], changes);
      }
    },

    /** Not before everybody else knows, nor before the page has been told that it is open. */
    tellDone() {
      const self = this as PanelInstance;
      void Promise.resolve().then(() => {
        const { path, attachment, hidden, doneFor } = self;
        if (!path || path.view !== 'done' || !attachment || hidden || doneFor === path.id) return;
        const { user } = sharedSession();
        if (!user || user.id !== path.id) return;
        self.doneFor = path.id;
        emit(this, 'done', { user: shownUser(user) } satisfies PanelDoneEvent);
      });
    },

    /** A token is all that is known of them. */
    askWhoThisIs() {
      (this as PanelInstance).unasked = this.data.working;
      work(this, askWho, () => this.move({ is: 'known' }));
    },

    handleError({ detail }: { detail: AuthingErrorDetail }) {
      (this as PanelInstance).leaving = false;
      const { reason, code } = detail;
      endUnknownSession(detail);
      this.move({ is: 'failed', reason, code });
      // What is wrong with a name stands below its field.
      if (reason !== 'nickname') this.setData({ notice: noticeOf(detail), calm: false });
      emit(this, 'error', detail);
    },

    handleAgree() {
      this.setData({ agreedHere: true });
      emit(this, 'agree', {} satisfies AgreeEvent);
    },

    handleAgreement({ detail }: WechatMiniprogram.CustomEvent<AgreementEvent>) {
      emit(this, 'agreement', detail satisfies AgreementEvent);
    },

    /** One of WeChat's sheets was closed: nothing that the page has to know. */
    handleClosed({ detail }: WechatMiniprogram.CustomEvent<{ reason: string }>) {
      const self = this as PanelInstance;
      const goesOn = self.leaving && detail.reason === 'unchanged';
      self.leaving = false;
      if (goesOn) return this.handleNo();
      this.move({ is: 'facts' });
      if (detail.reason !== 'unchanged') this.setData({ notice: this.data.say.closed, calm: true });
    },

    handleCharge({ detail }: WechatMiniprogram.CustomEvent<ChargeEvent>) {
      emit(this, 'charge', detail satisfies ChargeEvent);
    },

    handlePhone({ detail }: WechatMiniprogram.CustomEvent<{ user: { id: string } }>) {
      this.move({ is: 'got', what: 'phone', id: detail.user.id });
    },

    handleAvatar() {
      this.move({ is: 'got', what: 'photo' });
    },

    handleNickname() {
      const self = this as PanelInstance;
      this.move({ is: 'got', what: 'nickname' });
      if (self.leaving) this.handleNo();
      self.leaving = false;
    },

    handleNo() {
      const self = this as PanelInstance;
      const before = self.path || beginning;
      // What was begun would go on, whatever is declined; and nobody declines a step before the view has drawn it.
      if (this.data.working || (self.meaning && self.meaning !== before.view)) return;
      const { view: step, connecting } = before;
      if (step === 'wait' || step === 'done' || this.keepsButton()) return;
      const leaves = leavesAtNo(before, this.facts());
      if (step === 'profile' && !leaves && savesName(this)) return;
      this.move({ is: 'declined' });
      if (leaves) emit(this, 'cancel', { reason: 'denied', step: connecting ? 'login' : step } satisfies PanelCancelEvent);
      else if (self.path && self.path.id) putOff(self.path.id, self.path.later.slice());
    },

    /**
     * WeChat tells nobody of a number that it has charged for when the button whose sheet was open, or still to come, is gone. One that
     * never answers keeps nobody here for long.
     */
    keepsButton(): boolean {
      const self = this as PanelInstance;
      const { view, by } = self.path || beginning;
      if (view !== 'phone' || by !== 'wechat') return false;
      const button = this.selectComponent('.number') as unknown as { sheets?: number; data: { busy: number } } | null;
      if (!button || !button.sheets) return !!button && button.data.busy > 1;
      const { keptSince = (self.keptSince = Date.now()) } = self;
      return Math.abs(Date.now() - keptSince) < SHEET_COMES;
    },

    handleWayOn() {
      if (this.keepsButton()) return;
      this.move({ is: 'chosen', by: this.data.wayOn === 'account' ? 'account' : 'code' });
      // The code at hand shows whose number it is for this, too.
      if (this.data.digits) this.submitCode();
    },

    handleBack() {
      this.setData({ digits: '' });
      this.move({ is: 'chosen', by: 'wechat' });
    },

    handleNumber({ detail }: Input) {
      this.setData({ number: digitsIn(detail.value) });
    },

    handleDigits({ detail }: Input) {
      this.setData({ digits: digitsIn(detail.value) });
    },

    handleSendCode() {
      sendCode(this);
    },

    submitCode() {
      submitCode(this);
    },
  },
});
