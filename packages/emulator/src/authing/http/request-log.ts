/** One request the server received, and what it answered. */
export interface RecordedRequest {
  /** Counts up from 1 in each server. */
  id: number;
  /** When it arrived, ms since the epoch. */
  time: number;
  /** How long the answer took, ms; undefined while there is none. */
  duration: number | undefined;
  method: string;
  /** Without the query. */
  path: string;
  query: Record<string, string>;
  /** Names in lower case. */
  headers: Record<string, string>;
  /** JSON and forms parsed; files as `{ name, type, size }`; other text as it came; undefined without a body. */
  body: unknown;
  /** Names of the GraphQL root fields, e.g. `['loginByEmail']`; empty for other requests. */
  operations: string[];
  /** HTTP status; undefined when no answer was sent (a dropped connection). */
  status: number | undefined;
  responseHeaders: Record<string, string>;
  /** As `body`. */
  response: unknown;
  /** The fault that was played, if any. */
  fault: string | undefined;
  /** What the server found inside: `wechat` (the exchanged session without its key, or the refusal), `decrypted`, `signedIn`. */
  notes: Record<string, unknown>;
}

/** Called when a request arrives and again when it has been answered. */
export type RequestListener = (request: Readonly<RecordedRequest>, event: 'received' | 'answered') => void;

/** Every request of one server, oldest first. Iterable. */
export class RequestLog implements Iterable<RecordedRequest> {
  private entries: RecordedRequest[] = [];
  private listeners = new Set<RequestListener>();
  private count = 0;

  /** All recorded requests. */
  get all(): readonly RecordedRequest[] {
    return this.entries;
  }

  get length(): number {
    return this.entries.length;
  }

  /** The newest request. Throws when there is none. */
  get last(): RecordedRequest {
    const last = this.entries.at(-1);
    if (last === undefined) throw new Error('the server has received no request');
    return last;
  }

  /** Requests to a path (its end, or a pattern) or of a GraphQL root field. */
  to(what: string | RegExp): RecordedRequest[] {
    return this.entries.filter(
      ({ path, operations }) =>
        (typeof what === 'string' ? path.endsWith(what) : what.test(path)) || (typeof what === 'string' && operations.includes(what)),
    );
  }

  /** Forgets everything recorded so far. Listeners stay. */
  clear(): void {
    this.entries = [];
  }

  /** Watches requests as they come; returns the function that stops it. */
  subscribe(listener: RequestListener): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** Adds a request that has just arrived. */
  begin(request: Omit<RecordedRequest, 'id'>): RecordedRequest {
    this.count += 1;
    const entry = { id: this.count, ...request };
    this.entries.push(entry);
    for (const listener of this.listeners) listener(entry, 'received');
    return entry;
  }

  /** Completes a request. */
  end(entry: RecordedRequest): void {
    entry.duration = Date.now() - entry.time;
    for (const listener of this.listeners) listener(entry, 'answered');
  }

  [Symbol.iterator](): Iterator<RecordedRequest> {
    return this.entries[Symbol.iterator]();
  }
}
