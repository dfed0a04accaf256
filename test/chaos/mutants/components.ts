import type { Mutant } from './mutant';

/** What could go wrong between a component and its page. */
export const componentsMutants: readonly Mutant[] = [
  {
    title: 'a component that is gone goes on emitting',
    file: 'lib/behavior/tap.ts',
    find: 'if (attachment === undefined || button.attachment !== attachment) return;',
    replace: '',
    caughtBy: 'silent after detach',
  },
  {
    title: 'a component that is gone goes on listening to the session',
    file: 'lib/behavior/authing-behavior.ts',
    find: 'if (watch) watch.stop();',
    replace: '',
    caughtBy: 'silent after detach',
  },
  {
    title: 'a component that is gone goes on listening to the flow',
    file: 'lib/login-code/code-flow.ts',
    find: 'if (index >= 0) this.owners.splice(index, 1);',
    replace: '',
    caughtBy: 'silent after detach',
  },
  {
    title: 'errors are emitted twice',
    file: 'lib/behavior/emit.ts',
    find: "  emit(component, 'error', detailOf(thrown));",
    replace: "  emit(component, 'error', detailOf(thrown));\n  emit(component, 'error', detailOf(thrown));",
    caughtBy: 'one outcome',
  },
  {
    title: 'failures are swallowed',
    file: 'lib/behavior/tap.ts',
    find: 'if (failure) emitError(button, failure);',
    replace: 'if (failure) return;',
    caughtBy: 'one outcome',
  },
  {
    title: 'somebody who says no is told an error',
    file: 'lib/behavior/tap.ts',
    find: "if (typeof refusal === 'string') emitCancel(button, refusal);",
    replace: "if (typeof refusal === 'string') emitError(button, new Error(refusal));",
    caughtBy: 'cancel is no error',
  },
  {
    title: 'a button opens its sheet while another sends data',
    file: 'lib/behavior/code-button.ts',
    find: 'busy !== this.data.busy && { busy }',
    replace: 'busy !== this.data.busy && { busy: busy === BLOCKED ? FREE : busy }',
    caughtBy: 'no sheet in vain',
  },
  {
    title: 'a tap means what was set, not what was seen',
    file: 'lib/behavior/attachment.ts',
    find: 'component.setData(changes || {}, () => {',
    replace: 'component.meaning = meaning;\n    component.setData(changes || {}, () => {',
    caughtBy: 'one outcome',
  },
  {
    title: 'events bubble',
    file: 'lib/behavior/emit.ts',
    find: 'component.triggerEvent(name, detail);',
    replace: '(component.triggerEvent as (...args: unknown[]) => void)(name, detail, { bubbles: true });',
    caughtBy: 'error shape',
  },
  {
    title: 'a button that is put back goes on looking busy',
    file: 'lib/behavior/code-button.ts',
    find: 'self.hidden = self.running = false;',
    replace: 'self.hidden = false;',
    caughtBy: 'no dead button',
  },
  {
    title: 'a picker waits for ever for a chooser that never answers',
    file: 'lib/avatar/pick.ts',
    find: 'const CHOOSER_COVERS = 1000;',
    replace: 'const CHOOSER_COVERS = Infinity;',
    caughtBy: 'busy means busy',
  },
  {
    title: 'the page is not told what WeChat charges for',
    file: 'lib/behavior/phone-tap.ts',
    find: "emit(button, 'charge', {",
    replace: "if (action === 'none') emit(button, 'charge', {",
    caughtBy: 'charge told',
  },
  {
    title: 'a number that was refused is told as charged',
    file: 'lib/behavior/phone-tap.ts',
    find: '  if (refusal) return endTap(button, refusal);\n  // Before',
    replace:
      "  if (refusal) emit(button, 'charge', { kind: 'phone', at: Date.now() });\n  if (refusal) return endTap(button, refusal);\n  // Before",
    caughtBy: 'charge told',
  },
  {
    title: 'a number that comes while another flow runs is given up',
    file: 'lib/behavior/phone-tap.ts',
    find: '  if (!flow.isRunning) return start();\n',
    replace: '  if (flow) return start();\n',
    caughtBy: 'number kept',
  },
];
