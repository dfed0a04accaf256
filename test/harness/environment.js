/**
 * A DOM for the component engines, with Node's own fetch classes beside it (jsdom has none), so that the local Authing server
 * can answer in the same process. The components' code sees neither: the engines give it what a phone has.
 */
const { TestEnvironment } = require('jest-environment-jsdom');

module.exports = class extends TestEnvironment {
  /** Packages as Node.js gets them, not their browser builds. */
  exportConditions() {
    return ['node', 'node-addons'];
  }

  async setup() {
    await super.setup();
    Object.assign(this.global, {
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
    });
  }
};
