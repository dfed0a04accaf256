/** How figures are written, the same in every language. */
import type { Spread } from '../statistics';

export const bytes = (value: number): string => value.toLocaleString('en-US');
export const ratio = (value: number): string => value.toFixed(value < 0.2 ? 3 : 2);
export const milliseconds = (value: number): string => `${value.toPrecision(3)} ms`;
export const microseconds = (value: number): string => `${Math.round(value)} µs`;
export const ratioWithSpread = ({ median, low, high }: Spread): string => `**${ratio(median)}** (${ratio(low)}–${ratio(high)})`;
