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
    find: 'if (self.listening) self.listening.stop();',
    replace: '',
    caughtBy: 'silent after detach',
  },
  {
    title: 'a component that is gone goes on listening to the flow',
    file: 'lib/flow/code-flow.ts',
    find: 'if (index >= 0) this.owners.splice(index, 1);',
    replace: '',
    caughtBy: 'silent after detach',
  },
  {
    title: 'a Storage that cannot be read breaks the component',
    file: 'lib/behavior/authing-behavior.ts',
    find: "if (error instanceof AuthingError) return error.reason === 'storage';",
    replace: '',
    caughtBy: 'nothing thrown',
  },
  {
    title: 'errors are emitted twice',
    file: 'lib/behavior/emit.ts',
    find: "component.triggerEvent('error',",
    replace:
      "const twice = (name: string, detail: object) => [1, 2].forEach(() => component.triggerEvent(name, detail));\n  twice('error',",
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
    find: 'this.setData({ blocked: appFlow.isRunning });',
    replace: '',
    caughtBy: 'no sheet in vain',
  },
  {
    title: 'events bubble',
    file: 'lib/behavior/emit.ts',
    find: "component.triggerEvent('cancel', { reason });",
    replace: "(component.triggerEvent as (...args: unknown[]) => void)('cancel', { reason }, { bubbles: true });",
    caughtBy: 'error shape',
  },
];
