import type { Mutant } from './mutant';

/** What could go wrong between a component and its page. */
export const componentsMutants: readonly Mutant[] = [
  {
    title: 'a component that is gone goes on emitting',
    file: 'lib/behavior/code-button.ts',
    find: 'if (attachment === undefined || (this as CodeButtonInstance).attachment !== attachment) return;',
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
    find: "  emit(component, 'error', { code",
    replace: "  emit(component, 'error', { code, reason, message, stage, retryable, data });\n  emit(component, 'error', { code",
    caughtBy: 'one outcome',
  },
  {
    title: 'failures are swallowed',
    file: 'lib/behavior/code-button.ts',
    find: 'if (failure) events().emitError(this, failure);',
    replace: 'if (failure) return;',
    caughtBy: 'one outcome',
  },
  {
    title: 'somebody who says no is told an error',
    file: 'lib/behavior/code-button.ts',
    find: "if (typeof refusal === 'string') events().emitCancel(this, refusal);",
    replace: "if (typeof refusal === 'string') events().emitError(this, new Error(refusal));",
    caughtBy: 'cancel is no error',
  },
  {
    title: 'a button opens its sheet while another sends data',
    file: 'lib/behavior/code-button.ts',
    find: 'this.setData({ blocked }, () => {',
    replace: 'this.setData({ blocked: false }, () => {',
    caughtBy: 'no sheet in vain',
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
    find: '      if (this.data.busy) this.setData({ busy: false });\n',
    replace: '',
    caughtBy: 'no dead button',
  },
  {
    title: 'a picker waits for ever for a chooser that never answers',
    file: 'components/avatar-picker/index.ts',
    find: 'const CHOOSER_COVERS = 1000;',
    replace: 'const CHOOSER_COVERS = Infinity;',
    caughtBy: 'busy means busy',
  },
];
