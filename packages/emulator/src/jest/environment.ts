/**
 * A DOM for the component engines, with Node.js's own fetch classes beside it (jsdom has none), so that the local Authing server can answer
 * in the same process. The mini program's code sees neither: the engines give it what a device has.
 */
import { TestEnvironment } from 'jest-environment-jsdom';
import { rejectionSource } from './rejections';
import type { RejectionSource } from './rejections';

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

export default class MiniProgramEnvironment extends TestEnvironment {
  /** Packages as Node.js gets them, not their browser builds. */
  override exportConditions(): string[] {
    return ['node', 'node-addons'];
  }

  override async setup(): Promise<void> {
    await super.setup();
    Object.assign(this.global, fromNode, { [rejectionSource]: rejections });
  }
}
