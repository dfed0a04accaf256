import { isObject } from './is-object';

/** Calls `end` after `ms`, unless the returned function is called first. */
export function countDown(ms: number, end: () => void): () => void {
  const timer: unknown = setTimeout(end, ms);
  // On a phone a number. In Node.js, where apps test their pages, an object: minutes of waiting must not hold the process.
  if (isNodeTimer(timer)) timer.unref();
  return () => clearTimeout(timer as number);
}

function isNodeTimer(timer: unknown): timer is { unref(): void } {
  return isObject(timer) && 'unref' in timer;
}
