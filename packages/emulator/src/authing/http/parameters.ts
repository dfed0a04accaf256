import { ApiError } from '../errors/api-error';

/** The parameters of a REST request: readers that check what they read. */
export class Parameters {
  constructor(private readonly values: Record<string, unknown>) {}

  /** A text that must be there and not be empty. Throws 2231 when it is missing, 400 when it is no text. */
  required(name: string): string {
    const value = this.optional(name);
    if (value === undefined || value === '') throw new ApiError(2231, { about: name });
    return value;
  }

  /** A text that may be missing or null. Throws 400 when it is something else. */
  optional(name: string): string | undefined {
    const value = this.values[name];
    if (value === undefined || value === null) return undefined;
    if (typeof value !== 'string') throw new ApiError(400, { about: name });
    return value;
  }

  /** A flag; false when it is missing. Throws 400 when it is something else. */
  flag(name: string): boolean {
    const value = this.values[name] ?? false;
    if (typeof value !== 'boolean') throw new ApiError(400, { about: name });
    return value;
  }

  /** A nested object; empty when it is missing. Throws 400 when it is something else. */
  object(name: string): Parameters {
    return new Parameters(record(this.values[name] ?? {}, name));
  }

  /** The raw value, unchecked. */
  raw(name: string): unknown {
    return this.values[name];
  }

  /** All raw values. */
  get all(): Readonly<Record<string, unknown>> {
    return this.values;
  }
}

/** Reads the parameters of a JSON or form body. An absent body has none. Throws 400 for a body that is neither. */
export async function readParameters(request: Request): Promise<Parameters> {
  const text = await request.text();
  if (text === '') return new Parameters({});
  if ((request.headers.get('content-type') ?? '').startsWith('application/x-www-form-urlencoded')) {
    return new Parameters(Object.fromEntries(new URLSearchParams(text)));
  }
  try {
    return new Parameters(record(JSON.parse(text), 'body'));
  } catch (error) {
    if (error instanceof SyntaxError) throw new ApiError(400, { about: 'the body is no JSON' });
    throw error;
  }
}

function record(value: unknown, name: string): Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new ApiError(400, { about: name });
  return value as Record<string, unknown>;
}
