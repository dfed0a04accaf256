import type { AuthingServer } from '../../src/authing';
import { APP_ID } from './started-server';

/** An answer of the server, as it travelled. */
export interface Answer {
  status: number;
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- tests look into answers of every shape
  body: any;
}

/** Headers a client sends; `null` leaves one out. */
export interface Sent {
  appId?: string | null;
  token?: string;
  lang?: 'zh-CN' | 'en-US';
  headers?: Record<string, string>;
}

function headersOf({ appId = APP_ID, token, lang, headers = {} }: Sent): Record<string, string> {
  return {
    ...(appId === null ? {} : { 'x-authing-app-id': appId }),
    ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    ...(lang === undefined ? {} : { 'x-authing-lang': lang }),
    ...headers,
  };
}

async function read(response: Response): Promise<Answer> {
  const text = await response.text();
  const json = (response.headers.get('content-type') ?? '').includes('json');
  return { status: response.status, body: json ? JSON.parse(text) : text };
}

/** Posts JSON over real HTTP. */
export async function post(server: AuthingServer, path: string, body: unknown, sent: Sent = {}): Promise<Answer> {
  return read(
    await fetch(server.url + path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headersOf(sent) },
      body: JSON.stringify(body),
    }),
  );
}

export async function get(server: AuthingServer, path: string, sent: Sent = {}): Promise<Answer> {
  return read(await fetch(server.url + path, { headers: headersOf(sent), redirect: 'manual' }));
}

/** Posts a form, URL-encoded. */
export async function postForm(server: AuthingServer, path: string, form: Record<string, string>, sent: Sent = {}): Promise<Answer> {
  return read(await fetch(server.url + path, { method: 'POST', headers: headersOf(sent), body: new URLSearchParams(form) }));
}

/** Asks GraphQL; answers the whole body. */
export function graphql(server: AuthingServer, query: string, variables: object = {}, sent: Sent = {}): Promise<Answer> {
  return post(server, '/graphql/v2', { query, variables }, sent);
}

/** The object inside the first GraphQL error. */
export function firstError(answer: Answer): { code: number; message: string; data: unknown } {
  return answer.body.errors[0].message;
}
