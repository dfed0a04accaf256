/** Making a server's keys takes longer than most tests: one set does for every file that a worker of jest runs. */
import { createServerKeys } from '../authing/crypto/keys';
import type { ServerKeys } from '../authing';

/** What outlives a file of tests; the environment provides it. */
export interface KeptKeys {
  keys?: ServerKeys;
}

/** Where a test's global object has it. */
export const keptKeys = Symbol.for('authing-miniapp-emulator.keys');

/** In another environment than this package's, each file of tests has its own. */
const kept = (globalThis as { [keptKeys]?: KeptKeys })[keptKeys] ?? {};

export const serverKeys = (): ServerKeys => (kept.keys ??= createServerKeys());
