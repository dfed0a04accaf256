/**
 * A DOM for the component engines, with Node.js's own fetch classes beside it (jsdom has none), so that the local Authing server can answer
 * in the same process. The mini program's code sees neither: the engines give it what a device has.
 */
import { TestEnvironment } from 'jest-environment-jsdom';

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

export default class MiniProgramEnvironment extends TestEnvironment {
  /** Packages as Node.js gets them, not their browser builds. */
  override exportConditions(): string[] {
    return ['node', 'node-addons'];
  }

  override async setup(): Promise<void> {
    await super.setup();
    Object.assign(this.global, fromNode);
  }
}
