import type { Settings } from '../../bus';
import { chinese } from './chinese';
import { english } from './english';
import type { Texts } from './english';

export type { Texts } from './english';

export const textsIn = (language: Settings['language']): Texts => (language === 'en' ? english : chinese);

/** `340 ms`, `3.2 s`, `5 s`, `4 min 05 s`: as exact as people read it. */
export function duration(ms: number): string {
  if (ms > 0 && ms < 1000) return `${Math.round(ms)} ms`;
  if (ms < 60_000) return `${ms % 1000 === 0 ? ms / 1000 : (ms / 1000).toFixed(1)} s`;
  const seconds = Math.floor(ms / 1000);
  return `${Math.floor(seconds / 60)} min ${String(seconds % 60).padStart(2, '0')} s`;
}

/** A time of day with milliseconds, for things that happen within one second. */
export function timeOfDay(at: number): string {
  const date = new Date(at);
  const two = (number: number): string => String(number).padStart(2, '0');
  return `${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}.${String(date.getMilliseconds()).padStart(3, '0')}`;
}

/** The end of a code is enough to tell it from others. */
export const shortCode = (code: string): string => `…${code.slice(-4)}`;
