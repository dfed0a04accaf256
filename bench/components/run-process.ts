import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { EngineName } from 'authing-miniapp-emulator/engines';
import type { Stage } from './contenders';

/** What a process of component engines is to do. */
export interface Order {
  readonly engine: EngineName;
  readonly stages: readonly Stage[];
  readonly work: MountOrder | MemoryOrder;
  /** Where to write down, or read, what the template compiler answers. */
  readonly templates: { readonly record: string } | { readonly replay: string };
}

export interface MountOrder {
  readonly kind: 'mount';
  readonly counts: readonly number[];
  /** ms of measuring for each count; half as much goes before it, unmeasured. */
  readonly budget: number;
}

export interface MemoryOrder {
  readonly kind: 'memory';
  /** How many are mounted at once to see what one holds. */
  readonly mounted: number;
  /** Mounted and unmounted one after the other. */
  readonly cycles: number;
  /** Whose cycles. */
  readonly cycled: readonly Stage['id'][];
}

/** Microseconds, one a round; the rounds of all stages belong together. */
export interface MountSample {
  readonly id: Stage['id'];
  readonly count: number;
  readonly mount: readonly number[];
  readonly update: readonly number[];
  readonly unmount: readonly number[];
}

export interface MemorySample {
  readonly id: Stage['id'];
  /** Bytes that one mounted component holds. */
  readonly held: number;
  /** Bytes that the heap grew by for each cycle. Undefined: there were none. */
  readonly growth?: number;
}

/** Long enough for a machine that does other things too. */
const TIME_LIMIT_MS = 900_000;

/** Runs component engines in a process of their own, which may be without a compiler to machine code. */
export function runProcess(order: Order & { work: MountOrder }, flags: readonly string[]): MountSample[];
export function runProcess(order: Order & { work: MemoryOrder }, flags: readonly string[]): MemorySample[];
export function runProcess(order: Order, flags: readonly string[]): unknown {
  const tsx = createRequire(__filename).resolve('tsx/cjs');
  const { status, signal, stdout, stderr, error } = spawnSync(
    process.execPath,
    [...flags, '--require', tsx, join(__dirname, 'process.ts'), JSON.stringify(order)],
    { encoding: 'utf8', timeout: TIME_LIMIT_MS, cwd: join(__dirname, '../..'), maxBuffer: 64 * 1024 * 1024 },
  );
  if (error) throw error;
  if (status !== 0)
    throw new Error(`Mounting in ${order.engine} (node ${flags.join(' ')}) ended with ${status ?? signal}:\n${stderr.slice(-4000)}`);
  return JSON.parse(stdout.slice(stdout.lastIndexOf('\n', stdout.length - 2) + 1));
}
