import type { Mutant } from './mutant';

/** What could go wrong with consent to the app's own terms, with names, and in the panels. */
export const panelMutants: readonly Mutant[] = [
  {
    title: "nobody is asked for consent to the app's own terms",
    file: 'lib/consent/gate.ts',
    find: "(!agreed || agreed === 'false')",
    replace: "agreed === 'no'",
    caughtBy: 'consent first',
  },
  {
    title: 'who closes the question is taken to have agreed',
    file: 'lib/consent/action-sheet.ts',
    find: "else if (tapIndex !== 0) emitCancel(component, 'declined');",
    replace: "else if (tapIndex === 9) emitCancel(component, 'declined');",
    caughtBy: 'consent first',
  },
  {
    title: 'who declines in the dialog is told nothing',
    file: 'lib/consent/question.ts',
    find: '  emitCancel(component, reason);',
    replace: '  void [component, emitCancel, reason];',
    caughtBy: 'one outcome',
  },
  {
    title: 'a name is saved before WeChat has reviewed it',
    file: 'lib/nickname/form.ts',
    find: '  if (!isReviewed) return Promise.resolve(true);',
    replace: '  if (isReviewed || !isReviewed) return Promise.resolve(true);',
    caughtBy: 'name reviewed',
  },
  {
    title: 'a name that WeChat refuses is saved all the same',
    file: 'lib/nickname/form.ts',
    find: "      if (!passed) throw nicknameError('refused');\n",
    replace: '',
    caughtBy: 'name reviewed',
  },
  {
    title: 'a second submit begins beside the first',
    file: 'lib/nickname/form.ts',
    find: "  if (form.saving) return emitError(form, new AuthingError('busy', { stage: 'tap' }));\n",
    replace: '  if (form.saving) return;\n',
    caughtBy: 'one outcome',
  },
  {
    title: 'a phone token that WeChat has traded is sent again',
    file: 'lib/behavior/phone-tap.ts',
    find: 'loginByPhoneToken(client, phoneToken, code, hold).then(signedIn, failedOnce);',
    replace:
      'loginByPhoneToken(client, phoneToken, code, hold)\n' +
      '      .catch(() => loginByPhoneToken(client, phoneToken, code, hold))\n' +
      '      .then(signedIn, failedOnce);',
    caughtBy: 'charged once',
  },
  {
    title: 'a panel keeps charges to itself',
    file: 'components/login-panel/index.ts',
    find: "      emit(this, 'charge', detail satisfies ChargeEvent);\n",
    replace: '      void (detail satisfies ChargeEvent);\n',
    caughtBy: 'panel says',
  },
  {
    title: 'a panel keeps errors to itself',
    file: 'components/user-panel/index.ts',
    find: "      emit(this, 'error', detail);\n",
    replace: '',
    caughtBy: 'panel says',
  },
  {
    title: 'done is said whenever anything happens',
    file: 'components/login-panel/index.ts',
    find: ' || hidden || doneFor === path.id) return;',
    replace: ' || hidden || doneFor === 0) return;',
    caughtBy: 'done once',
  },
  {
    title: 'signing out in the panel leaves the session in Storage',
    file: 'lib/endpoints/end-account.ts',
    find: '  clear(client, hold);\n  if (token) tell',
    replace: '  void [client, hold, clear];\n  if (token) tell',
    caughtBy: 'stays signed in',
  },
];
