import vm from 'node:vm';
import ts from 'typescript';
import { asyncToPromises } from '../../../tools/sdk/async-to-promises';
import { shortBundle } from '../../../tools/sdk/short-bundle';

const written = `
class Client {
  constructor() {
    this.baseClient = { appHost: 'https://core.authing.cn' };
    this.httpClient = { request: (request) => (log.push(request), Promise.resolve(request.url)) };
    this.graphqlClient = { request: (request) => (log.push(request), Promise.resolve(request)) };
    this.tokenProvider = { getToken: () => 'token' };
  }
  async plain() { return this.httpClient.request({ method: 'GET', url: \`\${this.baseClient.appHost}/plain\` }); }
  async named(id, { more } = {}) {
    const api = \`\${this.baseClient.appHost}/named/\${id}?more=\${more}\`;
    const data = { id };
    if (more) data.more = more;
    return this.httpClient.request({ method: 'POST', url: api, data });
  }
  async mapped(name = 'none') {
    const answer = await this.httpClient.request({ method: 'GET', url: \`\${this.baseClient.appHost}/\${name}\` });
    return [answer].map((one) => one + this.baseClient.appHost.length);
  }
  async elsewhere(other) { return this.httpClient.request({ method: 'GET', url: \`\${other.baseClient.appHost}/elsewhere\` }); }
  async twice() {
    const api = \`\${this.baseClient.appHost}/twice\`;
    return [await this.httpClient.request({ method: 'GET', url: api }), api];
  }
  async absolute() { return this.httpClient.request({ method: 'GET', url: \`\${this.baseClient.appHost}\` }); }
  async withHeaders(headers) { return this.httpClient.request({ url: \`\${this.baseClient.appHost}/h\`, method: 'GET', ...headers }); }
  async refused(name) { throw new Error(name.missing.name); }
  async asked(id) { return ask(this.graphqlClient, this.tokenProvider, { id }); }
  async askedOfBoth(other) { return ask(this.graphqlClient, other.tokenProvider, 1); }
  sync(name) { return name.toUpperCase(); }
}
const operation = (query) => (client, tokenProvider, values) => client.request({ query, values, token: tokenProvider.getToken() });
const ask = operation('user');
async function alone(client, ...names) { return client.plain().then((url) => url + names); }
async function withValue(client) { const url = await client.plain(); return { url }; }
export const calls = { Client, alone, withValue };
`;

const runTime = `
function later(first, next) { const promise = new Promise((resolve) => resolve(first())); return next ? promise.then(next) : promise; }
function after(value, next) { return Promise.resolve(value).then(next); }
`;

interface Calls {
  readonly Client: new () => Record<string, (...values: unknown[]) => unknown>;
  readonly alone: (...values: unknown[]) => Promise<unknown>;
  readonly withValue: (client: unknown) => Promise<unknown>;
}

/** As in bundleClient(): promises, then ES5. */
function bundled(source = written): string {
  const promises = asyncToPromises(source, 'promises').replace(/import \{.*\} from "promises";/, '');
  const renamed = promises.replace(/\b(later|after)_\d+\b/g, '$1');
  const { outputText } = ts.transpileModule(runTime + renamed, {
    compilerOptions: { target: ts.ScriptTarget.ES5, module: ts.ModuleKind.ESNext },
  });
  return outputText;
}

function run(code: string): { calls: Calls; log: unknown[] } {
  const log: unknown[] = [];
  const calls = vm.runInNewContext(`${code.replace('export var', 'var')}; calls`, { log, Promise, Object, Error, TypeError }) as Calls;
  return { calls, log };
}

/** What every method does, and what it sends. */
async function behaviour(code: string): Promise<unknown> {
  const { calls, log } = run(code);
  const client = new calls.Client();
  const outcomes: unknown[] = [];
  const attempts: (() => unknown)[] = [
    () => client.plain!(),
    () => client.named!(1),
    () => client.named!(2, { more: 'm' }),
    () => client.named!(3, null),
    () => client.mapped!(),
    () => client.mapped!('name'),
    () => client.elsewhere!({ baseClient: { appHost: 'https://other' } }),
    () => client.twice!(),
    () => client.absolute!(),
    () => client.withHeaders!({ headers: { a: 1 } }),
    () => client.refused!({}),
    () => client.asked!(4),
    () => client.askedOfBoth!(client),
    () => client.sync!('a'),
    () => client.sync!(),
    () => calls.alone(client, 1, 2),
    () => calls.withValue(client),
  ];
  for (const attempt of attempts) {
    try {
      const value = attempt();
      outcomes.push(value instanceof Promise ? 'promise' : 'value');
      outcomes.push(await value);
    } catch (error) {
      outcomes.push(String(error));
    }
  }
  return JSON.parse(JSON.stringify({ outcomes, log })) as unknown;
}

describe('the bundle said shortly', () => {
  const long = bundled(written.replace('other.tokenProvider', 'this.tokenProvider'));

  it('does and sends the same', async () => {
    const before = await behaviour(long);
    expect(await behaviour(shortBundle(long))).toEqual(before);
    expect((before as { log: unknown[] }).log).toHaveLength(13);
  });

  it('says it shortly', () => {
    const short = shortBundle(long);
    expect(short).toContain(`Client.prototype.plain = promising(function () { return requested(this, 'GET', "/plain"); });`);
    expect(short).toContain(`return requested(this, 'POST', "/named/".concat(id, "?more=", more), { data: data });`);
    expect(short).toContain('Client.prototype.asked = promising(function (id) { return ask(this, { id: id }); });');
    expect(short).toContain('var withValue = promising(function (client) { return after(client.plain(), ');
    expect(short).toContain('api = "".concat(this.baseClient.appHost, "/twice")');
    expect(short).toContain('"".concat(other.baseClient.appHost, "/elsewhere")');
    expect(short).not.toContain('_this.graphqlClient');
  });

  it('is refused where it is not what this was written for', () => {
    expect(() => shortBundle(long.replaceAll('later', 'soon'))).toThrow('no later()');
    expect(() => shortBundle(`${long}\nvar requested;`)).toThrow('requested already');
    expect(() => shortBundle(long.replace('(client, tokenProvider, values)', '(client, provider, values)'))).toThrow('0 functions of');
    expect(() => shortBundle(bundled())).toThrow('ask(_this.graphqlClient, other.tokenProvider, 1)');
  });
});
