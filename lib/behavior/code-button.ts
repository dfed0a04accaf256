import { configuration } from '../client/app-configuration';
import { isConfigured } from '../client/shared-session';
import { isGated } from '../consent/gate';
import { appFlow } from '../login-code/code-flow';
import { baseLibrary, baseLibraryIs } from '../wx/base-library';
import { attach, detach, showMeaning } from './attachment';
import { darkClass } from '../wx/device';
import { sayBusy } from './tap';
import type { CodeButtonInstance, TapMeaning } from './tap';

/**
 * Nobody has agreed yet; nothing runs that this button has to show; it may open no sheet, since another button's flow runs, for instance;
 * its own runs.
 */
const GATED = -1;
const FREE = 0;
const BLOCKED = 1;
const RUNNING = 2;

/**
 * A button that signs somebody in: the native button's properties, the code prepared while it can be seen, and one outcome
 * event for each tap. What differs between the buttons is what they hand to `startFlow`.
 *
 * What only a tap needs is required in the handlers: showing a page does not evaluate it. Its data is what its WXML shows and no more: who
 * is signed in is not, and with a hundred buttons on a page each field would be sent a hundred times.
 */
export const codeButton = Behavior({
  properties: {
    disabled: Boolean,
    type: { type: String, value: 'default' },
    size: { type: String, value: 'default' },
    plain: Boolean,
    /** Any type, so that leaving it out can be told from `text=""`, which leaves the content to the slot. */
    text: null,
    /** Where a framework makes a property of `custom-class`, or a style is only known at run time. */
    customStyle: String,
    /** Left out: nobody is asked. False: a tap asks for consent to the app's own terms. Any type, to tell one from the other. */
    agreed: null,
    /** What is agreed to: the names of the documents, or of the only one. */
    agreement: null,
    /** `auto`: WeChat asks for consent to the privacy agreement. `combined`: the tap is the consent, from base library 2.33.1 on. */
    privacy: { type: String, value: 'auto' },
  },
  data: {
    /**
     * -1: the person has not agreed yet: only the button that they agree by opens the sheet.
     * 1: no sheet may open: its data (WeChat charges for it) could not be sent, since another's flow runs or something is not configured.
     * A button without a sheet looks the same all the while, and is told nothing.
     * 2: this button's flow runs.
     */
    busy: FREE as number,
    defaultText: '',
    /** What makes an open-type a combined one; empty where it is not to be, or cannot be. */
    combination: '',
    dark: darkClass(),
  },
  lifetimes: {
    attached() {
      const self = this as CodeButtonInstance;
      attach(this);
      self.hidden = self.running = false;
      self.working = self.sheets = self.asking = 0;
      // It may come late, and the code is to be there before the tap; or say something else.
      self.leave = configuration().subscribe(() => {
        if (this.joinFlow()) this.flowChanged();
      });
      // What ran in an earlier attachment belongs to a button that is gone.
      if (!this.joinFlow()) this.flowChanged();
      this.setDefaultText();
      this.setCombination();
    },
    detached() {
      const self = this as CodeButtonInstance;
      detach(self);
      if (self.leave) self.leave();
      if (self.inFlow) appFlow().leave(this);
      self.inFlow = false;
    },
  },
  pageLifetimes: {
    show() {
      (this as CodeButtonInstance).hidden = false;
      if (!this.joinFlow()) return;
      appFlow().setVisible(this, true);
      // Nobody tells when an app changes what it has configured on its own object.
      this.flowChanged();
    },
    hide() {
      (this as CodeButtonInstance).hidden = true;
      if ((this as CodeButtonInstance).inFlow) appFlow().setVisible(this, false);
    },
  },
  observers: {
    'agreed, privacy'() {
      if (!(this as CodeButtonInstance).attachment) return;
      this.flowChanged();
      this.setCombination();
    },
  },
  methods: {
    /** Whether WeChat's sheet opens at a tap. */
    opensSheet(): boolean {
      return true;
    },

    /** Whether nothing could be done with what WeChat's sheet hands over, as far as can be known before. */
    isUnusable(): boolean {
      return false;
    },

    /** A tap on a button whose sheet may not open for that. */
    sayUnusable(): void {},

    /** A tap has opened it: what was asked for then is what its answer is for, whatever the page binds meanwhile. */
    asked(): void {},

    /** A tap on a button that opens none. */
    signIn(): void {},

    /** A tap by somebody who has not agreed to the app's own terms. */
    ask(): void {},

    defaultText(): string {
      return '';
    },

    /** Again when it may have become another; the app's own choice of language may have come after this file was loaded. */
    setDefaultText() {
      const defaultText = this.defaultText();
      if (defaultText !== this.data.defaultText) this.setData({ defaultText });
    },

    /** Base library 2.32.3 brought it, and refuses it with errno 104; so does 3.0.0, seen in WeChat's own community. */
    setCombination() {
      const combination =
        this.data.privacy === 'combined' && baseLibraryIs('2.33.1') && baseLibrary() !== '3.0.0' ? '|agreePrivacyAuthorization' : '';
      if (combination !== this.data.combination) this.setData({ combination });
    },

    /** Takes part in the app's flow from now on. False while no appId is configured. */
    joinFlow(): boolean {
      const self = this as CodeButtonInstance;
      const configured = isConfigured();
      if (self.inFlow || self.attachment === undefined) return !!self.inFlow;
      self.inFlow = configured;
      if (configured) {
        appFlow().join(this, !self.hidden);
        this.flowChanged();
      }
      return configured;
    },

    isAnyRunning(): boolean {
      return !!(this as CodeButtonInstance).inFlow && appFlow().isRunning;
    },

    /** CodeFlow tells every button; only those whose looks change tell the view. */
    flowChanged() {
      const self = this as CodeButtonInstance;
      const isRunning = this.isAnyRunning();
      const sheet = this.opensSheet();
      const gated = isGated(this.data.agreed);
      const meaning =
        sheet && (isRunning || self.working) ? 'busy' : sheet && this.isUnusable() ? 'unusable' : gated ? 'ask' : sheet ? 'sheet' : 'login';
      const blocked = meaning === 'ask' ? GATED : BLOCKED;
      const busy = self.working || (isRunning && self.running) ? RUNNING : sheet && meaning !== 'sheet' ? blocked : FREE;
      showMeaning<TapMeaning>(this, meaning, busy !== this.data.busy && { busy });
    },

    handleTouchStart() {
      if (!this.joinFlow()) return;
      this.flowChanged();
      appFlow().touch(this);
    },

    handleTouchEnd() {
      if ((this as CodeButtonInstance).inFlow) appFlow().touchEnds(this);
    },

    handleTap() {
      const { meaning } = this as CodeButtonInstance;
      this.joinFlow();
      if (meaning === 'login') this.signIn();
      // Who agrees while another button's flow runs could not go on.
      else if (meaning === 'busy' || (meaning === 'ask' && this.isAnyRunning())) sayBusy(this);
      else if (meaning === 'unusable') this.sayUnusable();
      else if (meaning === 'ask') this.ask();
      else this.sheetOpens();
    },

    sheetOpens() {
      const self = this as CodeButtonInstance;
      self.sheets = (self.sheets || 0) + 1;
      this.asked();
      if (self.inFlow) appFlow().sheetOpens(this);
    },

    /** WeChat does nothing at a combined tap where nobody hears this; what comes of the tap comes next. */
    handlePrivacy() {},
  },
});
