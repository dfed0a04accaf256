/**
 * The functions that TypeScript's ES5 calls, in place of tslib's: those carry what engines without ES2015 would need, two thirds of their
 * bytes, and the base libraries that this package runs on (2.24.4 and up) have it all.
 */
export const __assign = Object.assign;

export function __extends(derived, base) {
  Object.setPrototypeOf(derived, base);
  derived.prototype = Object.create(base.prototype, { constructor: { value: derived, writable: true, configurable: true } });
}

export const __spreadArray = (to, from) => to.concat(Array.prototype.slice.call(from));
