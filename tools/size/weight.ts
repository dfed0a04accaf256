import type { CompiledApp } from './compile-app';

/** One file's share of what an app grew by. */
export interface FileWeight {
  readonly path: string;
  readonly bytes: number;
}

/** What an app weighs more than the empty one. */
export interface Weight {
  /** Sum of `files`. */
  readonly bytes: number;
  /** Heaviest first. Files that both apps have count with their difference. */
  readonly files: readonly FileWeight[];
}

/** Bytes added to the empty app, file by file. */
export function addedWeight(app: CompiledApp, empty: CompiledApp): Weight {
  const paths = new Set([...app.keys(), ...empty.keys()]);
  const size = (files: CompiledApp, path: string): number => files.get(path)?.byteLength ?? 0;
  const files = [...paths]
    .map((path) => ({ path, bytes: size(app, path) - size(empty, path) }))
    .filter(({ bytes }) => bytes !== 0)
    .sort((a, b) => b.bytes - a.bytes || (a.path < b.path ? -1 : 1));
  return { bytes: files.reduce((sum, { bytes }) => sum + bytes, 0), files };
}
