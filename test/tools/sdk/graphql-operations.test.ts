import { build, stop } from 'esbuild';
import vm from 'node:vm';
import * as sdk from 'authing-js-sdk/build/main/lib/graphqlapi';
import { parse } from 'graphql';
import { canonical, compactDocuments } from '../../../tools/sdk/graphql-documents';
import { entry, sdkModules } from '../../../tools/sdk/sdk-modules';

type Operation = (client: object, tokens: object, variables: object) => Promise<unknown>;
type Operations = Record<string, Operation>;

/** The operations as they ship. */
async function shipped(): Promise<Operations> {
  const { outputFiles } = await build({
    stdin: { contents: "export * from 'authing-js-sdk/build/main/lib/graphqlapi';", resolveDir: entry },
    bundle: true,
    write: false,
    format: 'iife',
    globalName: 'operations',
    plugins: [sdkModules],
  });
  await stop();
  return vm.runInNewContext(`${outputFiles[0]!.text}; operations`) as Operations;
}

/** What an operation sends. */
async function sent(operation: Operation): Promise<{ query: string; variables: unknown; token: unknown }> {
  const requests: { query: string; variables: unknown; token: unknown }[] = [];
  const client = {
    request: (request: (typeof requests)[0]) => {
      requests.push(request);
      return Promise.resolve('answer');
    },
  };
  expect(await operation(client, { getToken: () => 'token' }, { a: 1 })).toBe('answer');
  expect(requests).toHaveLength(1);
  return requests[0]!;
}

it("each shipped operation asks for exactly what the SDK's asks for", async () => {
  const operations = await shipped();
  expect(Object.keys(operations).length).toBeGreaterThan(30);
  for (const [name, operation] of Object.entries(operations)) {
    const ours = await sent(operation);
    const theirs = await sent((sdk as unknown as Operations)[name]!);
    expect([name, canonical(ours.query)]).toEqual([name, canonical(theirs.query)]);
    expect(ours).toMatchObject({ variables: { a: 1 }, token: 'token' });
    expect(ours.query.length).toBeLessThan(theirs.query.length);
  }
});

describe('compact documents', () => {
  const fields = Array.from({ length: 40 }, (_, i) => `f${i}`);

  it('share what all user selections have, and keep what only some have', () => {
    const { shared, documents } = compactDocuments(
      new Map([
        ['one', `query one($id: String) { user(id: $id) { ${fields.join('\n')} extra } }`],
        ['two', `mutation two { change { ${[...fields].reverse().join(' ')} f0 f0 more { a b a } } }`],
      ]),
    );
    expect(shared.split(' ').sort()).toEqual([...fields].sort());
    expect(documents.get('one')).toBe('query one($id:String){user(id:$id){~ extra}}');
    expect(documents.get('two')).toBe('mutation two{change{~ more{a b}}}');
    for (const document of documents.values()) expect(() => parse(document.replace('~', shared))).not.toThrow();
  });

  it('leave alone what is no selection of a user', () => {
    const { documents } = compactDocuments(new Map([['small', 'query small { a { b c } }']]));
    expect(documents.get('small')).toBe('query small{a{b c}}');
  });
});
