import type { GraphQLNamedType } from 'graphql';
import { buildSchema, isEnumType, isInputObjectType, isObjectType, specifiedScalarTypes } from 'graphql';
import { schema } from '../../src/authing/graphql/schema';
import { firstError, graphql } from './protocol-client';
import { sdkSchema } from './sdk-schema';
import { startedServers } from './started-server';

const start = startedServers();
const sdk = sdkSchema();
/** The generator wrote the names of types in its own case. */
const nameInSdk = (text: string): string => text.replace(/UDF/g, 'Udf').replace(/UDV/g, 'Udv');

/** What the SDK's documents ask for and its types lack. */
const onlyInDocuments = ['Node.isVirtualNode: Boolean / none'];

/** Where a type of ours differs from the SDK's; fields it lacks count only where a client has to send them. */
function differences(type: GraphQLNamedType): string[] {
  const name = nameInSdk(type.name);
  if (isEnumType(type)) {
    const values = type.getValues().map((value) => value.name);
    const [ours, theirs] = [values, sdk.enums[name] ?? []].map((list) => [...list].sort().join(' '));
    return ours === theirs ? [] : [`${name}: ${ours} / ${theirs}`];
  }
  const theirs = sdk.types[name];
  if (theirs === undefined) return [`the SDK has no ${name}`];
  if (!isObjectType(type) && !isInputObjectType(type)) return [`${name} is neither a type nor an input`];
  const ours = Object.fromEntries(Object.values(type.getFields()).map((field) => [field.name, nameInSdk(field.type.toString())]));
  return [
    ...compare(name, ours, theirs, isInputObjectType(type)),
    ...(isObjectType(type) ? Object.values(type.getFields()) : []).flatMap((field) => {
      const given = Object.fromEntries(field.args.map((argument) => [argument.name, nameInSdk(argument.type.toString())]));
      return compare(`${name}.${field.name}`, given, sdk.arguments[`${name}.${field.name}`] ?? {}, true);
    }),
  ];
}

function compare(place: string, ours: Record<string, string>, theirs: Record<string, string>, complete: boolean): string[] {
  const wrong = Object.entries(ours).filter(([name, type]) => theirs[name] !== type);
  const missing = complete ? Object.keys(theirs).filter((name) => !(name in ours)) : [];
  return [
    ...wrong.map(([name, type]) => `${place}.${name}: ${type} / ${theirs[name] ?? 'none'}`),
    ...missing.map((name) => `${place}.${name}: none / ${theirs[name] ?? ''}`),
  ];
}

const named = (types: typeof schema): GraphQLNamedType[] =>
  Object.values(types.getTypeMap()).filter(
    (type) => !type.name.startsWith('__') && !specifiedScalarTypes.some((scalar) => scalar.name === type.name),
  );

test("the SDK's types are read as GraphQL writes them", () => {
  expect(sdk.types['User']).toMatchObject({ id: 'String!', email: 'String', identities: '[Identity]', registerSource: '[String!]' });
  expect(sdk.types['Mutation']).toMatchObject({ setUdv: '[UserDefinedData!]', loginBySubAccount: 'User!', refreshToken: 'RefreshToken' });
  expect(sdk.arguments['Query.udv']).toEqual({ targetType: 'UdfTargetType!', targetId: 'String!' });
  expect(sdk.enums['UdfDataType']).toEqual(['STRING', 'NUMBER', 'DATETIME', 'BOOLEAN', 'OBJECT', 'SELECT']);
});

test.each(named(schema).map((type) => [type.name, type] as const))("%s: names, types and nullability are the SDK's", (_name, type) => {
  expect(differences(type).filter((difference) => !onlyInDocuments.includes(difference))).toEqual([]);
});

test('the check can fail: a type, a nullability, an argument and an input that differ', () => {
  const wrong = buildSchema(`
    type Query { user(id: String!): User! }
    type User { id: String, loginsCount: String, shoeSize: Int }
    input UserDdfInput { key: String! }
  `);
  expect(named(wrong).flatMap(differences).sort()).toEqual([
    'Query.user.id: String! / String',
    'Query.user: User! / User',
    'User.id: String / String!',
    'User.loginsCount: String / Int',
    'User.shoeSize: Int / none',
    'UserDdfInput.value: none / String!',
  ]);
});

test('null for what must not be null is refused before anything is carried out', async () => {
  const server = await start();
  const query = 'mutation($input: RegisterByUsernameInput!) { registerByUsername(input: $input) { id } }';
  const input = { username: 'lin', password: 'x', profile: { udf: [{ key: 'a', value: null }] } };
  const answer = await graphql(server, query, { input });
  expect(answer.status).toBe(400);
  expect(firstError(answer).message).toMatch(/Expected non-nullable type "String!" not to be null/);
  expect(server.admin.users).toHaveLength(0);
});
