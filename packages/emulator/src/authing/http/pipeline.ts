import type { HttpBindings } from '@hono/node-server';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import { rootFieldsOf } from '../graphql/documents';
import type { WeChatFailure } from '../wechat-connection/failure';
import { describeBody } from './body';
import type { ErrorForm } from './envelope';
import { errorEnvelope, errorStatus, styleOf } from './envelope';
import type { Fault, Faults } from './faults';
import type { RecordedRequest, RequestLog } from './request-log';

/** What a request brings along besides itself. */
export interface RequestBindings {
  record: RecordedRequest;
  ip: string;
  /** What asking WeChat fails with, if it is to fail. */
  exchangeFailure: WeChatFailure | undefined;
}

/** Carries a request out. */
export type Inner = (request: Request, bindings: RequestBindings) => Promise<Response>;

/** Node's request and response when it came over HTTP; nothing for an in-process request. */
export type Connection = Partial<HttpBindings>;

/** Records every request and its answer, and plays the planned faults in between. */
export class Pipeline {
  constructor(
    private readonly inner: Inner,
    private readonly log: RequestLog,
    private readonly faults: Faults,
    private readonly errorForm: ErrorForm,
  ) {}

  async handle(request: Request, connection: Connection): Promise<Response> {
    const content = request.method === 'GET' || request.method === 'HEAD' ? undefined : await request.arrayBuffer();
    const copy = (): Request =>
      new Request(request.url, {
        method: request.method,
        headers: request.headers,
        ...(content === undefined || content.byteLength === 0 ? {} : { body: content }),
      });
    const record = await this.begin(copy());
    const fault = this.faults.take(record);
    const carryOut = (): Promise<Response> =>
      this.inner(copy(), {
        record,
        ip: connection.incoming?.socket.remoteAddress ?? '127.0.0.1',
        exchangeFailure: fault?.kind === 'exchange' ? fault.failure : undefined,
      });
    record.fault = fault?.kind;
    const response = await (fault === undefined ? carryOut() : this.play(fault, record, carryOut, connection));
    if (response === 'dropped') {
      this.log.end(record);
      return RESPONSE_ALREADY_SENT;
    }
    record.status = response.status;
    record.responseHeaders = Object.fromEntries(response.headers);
    record.response = await describeBody(response.clone());
    this.log.end(record);
    return response;
  }

  private async begin(request: Request): Promise<RecordedRequest> {
    const url = new URL(request.url);
    const headers = Object.fromEntries(request.headers);
    const body = await describeBody(request);
    return this.log.begin({
      time: Date.now(),
      duration: undefined,
      method: request.method,
      path: url.pathname,
      query: Object.fromEntries(url.searchParams),
      headers,
      body,
      operations: url.pathname.startsWith('/graphql') ? rootFieldsOf(body) : [],
      status: undefined,
      responseHeaders: {},
      response: undefined,
      fault: undefined,
      notes: {},
    });
  }

  private async play(
    fault: Fault,
    record: RecordedRequest,
    carryOut: () => Promise<Response>,
    connection: Connection,
  ): Promise<Response | 'dropped'> {
    switch (fault.kind) {
      case 'status':
        return new Response(fault.body, { status: fault.status, headers: { 'content-type': fault.contentType } });
      case 'error': {
        const style = styleOf(record.path);
        const envelope = errorEnvelope(style, this.errorForm, fault.code, fault.message, fault.data);
        return Response.json(envelope, { status: errorStatus(style, this.errorForm, fault.code) });
      }
      case 'exchange':
        return carryOut();
      case 'edit': {
        const response = await carryOut();
        return Response.json(fault.edit(await response.json()), { status: response.status });
      }
      case 'slow': {
        const early = fault.when === 'after' ? await carryOut() : undefined;
        await new Promise((resolve) => setTimeout(resolve, fault.ms));
        return early ?? carryOut();
      }
      case 'hang':
        return new Promise(() => undefined);
      case 'drop':
        if (fault.when === 'after') await carryOut();
        return this.drop(connection);
      case 'truncated':
        return this.truncate(await carryOut(), connection);
    }
  }

  private drop(connection: Connection): 'dropped' {
    // In-process there is no connection to break: fetch fails the way it does when one breaks.
    if (connection.incoming === undefined) throw new TypeError('fetch failed', { cause: new Error('other side closed') });
    connection.incoming.socket.destroy();
    return 'dropped';
  }

  private async truncate(response: Response, connection: Connection): Promise<Response | 'dropped'> {
    const whole = Buffer.from(await response.arrayBuffer());
    const half = whole.subarray(0, Math.floor(whole.length / 2));
    const { outgoing } = connection;
    if (outgoing === undefined) return new Response(half, response);
    outgoing.writeHead(response.status, { ...Object.fromEntries(response.headers), 'content-length': whole.length });
    outgoing.write(half, () => outgoing.destroy());
    return 'dropped';
  }
}
