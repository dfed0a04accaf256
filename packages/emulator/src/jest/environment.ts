/**
 * A DOM for the component engines, with Node.js's own fetch classes beside it (jsdom has none), so that the local Authing server can answer
 * in the same process. The mini program's code sees neither: the engines give it what a device has.
 */
import { ModernFakeTimers } from '@jest/fake-timers';
import { TestEnvironment } from 'jest-environment-jsdom';
import { rejectionSource } from './rejections';
import type { RejectionSource } from './rejections';
import { keptKeys } from './server-keys';
import type { KeptKeys } from './server-keys';

const fromNode = {
  fetch,
  Request,
  Response,
  Headers,
  FormData,
  Blob,
  File,
  URL,
  URLSearchParams,
  AbortController,
  AbortSignal,
  ReadableStream,
  WritableStream,
  TransformStream,
  TextEncoder,
  TextDecoder,
  Uint8Array,
  ArrayBuffer,
  structuredClone,
  crypto,
  setImmediate,
  clearImmediate,
};

const rejections: RejectionSource = {
  listen(unhandled, handled) {
    const before = process.rawListeners('unhandledRejection') as NodeJS.UnhandledRejectionListener[];
    process.removeAllListeners('unhandledRejection');
    process.on('unhandledRejection', unhandled);
    process.on('rejectionHandled', handled);
    return () => {
      process.off('unhandledRejection', unhandled);
      process.off('rejectionHandled', handled);
      for (const listener of before) process.on('unhandledRejection', listener);
    };
  },
  turn: () => new Promise((resolve) => setImmediate(resolve)),
};

/** Of this worker. */
const kept: KeptKeys = {};

export default class MiniProgramEnvironment extends TestEnvironment {
  constructor(...[config, context]: ConstructorParameters<typeof TestEnvironment>) {
    super(config, context);
    // Fake timers give everything else a turn after each timer, by the `setTimeout` that they found when they were made. jsdom's takes a
    // millisecond or more, and a day of virtual time has thousands of timers; Node.js's `setImmediate` is a turn and no more.
    const { setTimeout } = this.global;
    Object.assign(this.global, { setTimeout: setImmediate });
    // Its types differ where @types/jest is.
    const global = this.global as unknown as typeof globalThis;
    this.fakeTimersModern = new ModernFakeTimers({ config: config.projectConfig, global });
    Object.assign(this.global, { setTimeout });
  }

  /** Packages as Node.js gets them, not their browser builds. */
  override exportConditions(): string[] {
    return ['node', 'node-addons'];
  }

  override async setup(): Promise<void> {
    await super.setup();
    Object.assign(this.global, fromNode, { [rejectionSource]: rejections, [keptKeys]: kept });
  }
}
