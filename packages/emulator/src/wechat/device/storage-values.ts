import { ApiFailure } from './api-failure';
import type { StoredValue } from './memory';

/**
 * A value as WeChat Storage keeps it: primitives, Date, and what JSON can hold. Nested dates become strings, nested functions and
 * `undefined` vanish: what comes back is a copy, never the object that went in.
 * @throws ApiFailure for what Storage cannot hold (functions, symbols, bigints, circular objects)
 */
export function serialise(value: unknown): StoredValue {
  const type = Object.prototype.toString.call(value).slice(8, -1);
  switch (type) {
    case 'String':
    case 'Number':
    case 'Boolean':
    case 'Undefined':
    case 'Null':
      return { type, data: String(value) };
    case 'Date':
      return { type, data: String((value as Date).getTime()) };
    case 'Object':
    case 'Array':
      return { type, data: toJson(value as object) };
    default:
      throw new ApiFailure(`fail data of type ${type} cannot be stored`);
  }
}

export function deserialise({ type, data }: StoredValue): unknown {
  switch (type) {
    case 'String':
      return data;
    case 'Number':
      return Number(data);
    case 'Boolean':
      return data === 'true';
    case 'Undefined':
      return undefined;
    case 'Null':
      return null;
    case 'Date':
      return new Date(Number(data));
    case 'Object':
    case 'Array':
      return JSON.parse(data) as unknown;
  }
}

function toJson(value: object): string {
  try {
    return JSON.stringify(value);
  } catch (error) {
    throw new ApiFailure(`fail ${error instanceof Error ? error.message : String(error)}`);
  }
}
