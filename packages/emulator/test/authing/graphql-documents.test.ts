import { buildSchema, parse, validate } from 'graphql';
import * as documents from 'authing-js-sdk/build/main/types/graphql.v2';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { schema } from '../../src/authing/graphql/schema';
import { firstError, graphql } from './protocol-client';
import { startedServers } from './started-server';

const start = startedServers();
const resolved = createRequire(__filename);
const olderDocuments: unknown = createRequire(resolved.resolve('authing-wxapp-sdk'))('authing-js-sdk/build/main/types/graphql.v2');

/** The documents behind the graphqlapi functions that the SDK's AuthenticationClient imports, read from its own source. */
function documentsOfTheClient(): string[] {
  const root = resolved.resolve('authing-js-sdk/package.json').replace('package.json', 'src/lib/');
  const client = readFileSync(`${root}authentication/AuthenticationClient.ts`, 'utf8');
  const api = readFileSync(`${root}graphqlapi.ts`, 'utf8');
  const imported = /import \{([^}]*)\} from '\.\.\/graphqlapi'/.exec(client)?.[1] ?? '';
  const functions = imported
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
  return functions.map((name) => {
    const body = api.slice(api.indexOf(`export const ${name} = `));
    return /const query = (\w+)/.exec(body)?.[1] ?? `no document for ${name}`;
  });
}

const names = documentsOfTheClient();

test("the SDK's client uses 32 functions of graphqlapi", () => {
  expect(names).toHaveLength(32);
  expect(new Set(names).size).toBe(32);
});

test.each(names)('%s is valid against the schema', (name) => {
  const text = (documents as unknown as Record<string, string>)[name];
  expect(typeof text).toBe('string');
  expect(validate(schema, parse(text ?? ''))).toEqual([]);
});

test.each(names)('%s of the SDK inside authing-wxapp-sdk is valid, too', (name) => {
  const text = (olderDocuments as Record<string, string>)[name];
  // The older SDK has no documents for what it could not do yet.
  expect(text === undefined ? [] : validate(schema, parse(text))).toEqual([]);
});

test('the check can fail: against a schema without photo the profile document is invalid', () => {
  const poorer = buildSchema('type Query { user(id: String): User } type User { id: String }');
  expect(validate(poorer, parse(documents.UserDocument)).length).toBeGreaterThan(10);
});

test('a field the schema lacks, an argument of the wrong type and broken syntax are refused with the message as an object', async () => {
  const server = await start();
  const unknownField = await graphql(server, '{ user { id shoeSize } }');
  expect(unknownField.status).toBe(400);
  expect(firstError(unknownField)).toEqual({ code: 400, message: 'Cannot query field "shoeSize" on type "User".', data: null });
  const update = 'mutation($input: UpdateUserInput!) { updateUser(input: $input) { id } }';
  const unknownInput = await graphql(server, update, { input: { shoeSize: '44' } });
  expect(unknownInput.status).toBe(400);
  expect(firstError(unknownInput).message).toMatch(/"shoeSize" is not defined/);
  expect((await graphql(server, '{ user { id ')).status).toBe(400);
  expect((await graphql(server, '')).status).toBe(400);
});
