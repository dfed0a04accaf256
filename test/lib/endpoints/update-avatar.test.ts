import type { KernelClient } from '../../../lib/client/kernel-client';
import type { GraphqlRequest } from '../../../lib/http/graphql-client';
import { launch } from '../../source/launch';
import { giveWx, takeWx } from '../fake-wx';

interface Signed {
  token: string | null;
  user: { id: string; token?: string | null; photo?: string } | null;
}

/** A client somebody is signed in to; `then` is who is by the time the photo is set. */
function client(signed: Signed, updated: unknown, later: Signed = signed) {
  const asked: GraphqlRequest[] = [];
  const kept: unknown[] = [];
  const told: unknown[][] = [];
  let now = signed;
  const fake = {
    options: { appId: 'app', host: 'https://core.example', timeout: 500, onError: (...values: unknown[]) => told.push(values) },
    tokenProvider: { getToken: () => now.token, getUser: () => now.user, setUser: (user: unknown) => kept.push(user) },
    graphqlClient: {
      request: (request: GraphqlRequest) =>
        new Promise((resolve) => {
          asked.push(request);
          now = later;
          resolve(request.read!(updated));
        }),
    },
  } as unknown as KernelClient;
  const { updateAvatar } = launch()('lib/endpoints/update-avatar') as typeof import('../../../lib/endpoints/update-avatar');
  return { asked, kept, told, update: (path?: string) => updateAvatar(fake, path).catch((error: unknown) => error) };
}
const ann: Signed = { token: 't', user: { id: 'ann' } };
const updated = { updateUser: { id: 'ann', photo: 'new', token: 'other' } };
const uploads = (answer: { statusCode?: number; data: unknown }, more: Parameters<typeof giveWx>[0] = {}): ReturnType<typeof giveWx> =>
  giveWx({ uploadFile: ({ success }) => success({ statusCode: 200, ...answer, data: JSON.stringify(answer.data) }), ...more });
const uploaded = { data: { code: 200, data: { url: 'new' } } };
afterEach(takeWx);

it('uploads as the user, sets the photo as the user, keeps the user without a token of the answer', async () => {
  const calls = uploads(uploaded);
  const { update, asked, kept, told } = client(ann, updated);
  expect(await update('wxfile://a')).toBe(ann.user);
  expect(
    calls.map(([name, { url, name: field, filePath, header }]) => [name, url, field, filePath, header.Authorization] as unknown),
  ).toEqual([['uploadFile', 'https://core.example/api/v2/upload?folder=avatar', 'file', 'wxfile://a', 'Bearer t']]);
  expect(asked).toEqual([
    {
      query: expect.stringMatching(
        /^mutation updateUser\(\$id: String, \$input: UpdateUserInput!\) \{\s+updateUser\(id: \$id, input: \$input\) \{\s+id [^{}]* photo [^{}]*\}\s*\}$/,
      ),
      variables: { id: 'ann', input: { photo: 'new' } },
      token: 't',
      read: expect.any(Function),
    },
  ]);
  expect(kept).toEqual([{ id: 'ann', photo: 'new', token: null }]);
  expect(told).toEqual([]);
});

it('goes by the token where no user is known', async () => {
  uploads(uploaded);
  const { update, asked } = client({ token: 't', user: null }, updated);
  expect(await update('wxfile://a')).toEqual({ id: 'ann', photo: 'new', token: 'other' });
  expect(asked[0]!.variables).toEqual({ id: undefined, input: { photo: 'new' } });
});

it.each<[string, Signed]>([
  ['somebody else', { token: 't', user: { id: 'bob' } }],
  ['another token', { token: 'u', user: null }],
  ['nobody', { token: null, user: null }],
])('is not kept when %s is signed in by then', async (_, later) => {
  uploads(uploaded);
  const { update, kept } = client(ann, updated, later);
  expect(await update('wxfile://a')).toMatchObject({ reason: 'unauthenticated', stage: 'session', retryable: true });
  expect(kept).toEqual([]);
});

it.each<[string, { statusCode?: number; data: unknown }, object]>([
  ['is too large', { statusCode: 413, data: 'page' }, { reason: 'file', stage: 'upload', data: { status: 413 } }],
  ['has no address', { data: { code: 200, data: {} } }, { reason: 'server', stage: 'upload' }],
  ['has nothing', { data: { code: 200, data: null } }, { reason: 'server', stage: 'upload' }],
  ['is refused', { data: { code: 2031, message: 'no' } }, { reason: 'server', stage: 'request', code: 2031 }],
])('an upload that %s', async (_, answer, failure) => {
  uploads(answer);
  const { update, asked, told } = client(ann, updated);
  const error = (await update('wxfile://a')) as { code: number; message: string; data: unknown };
  expect(error).toMatchObject(failure);
  expect(told).toEqual([[error.code, error.message, error.data]]);
  expect(asked).toEqual([]);
});

it.each([[{}], [{ updateUser: null }], [{ updateUser: { id: '' } }]])('an answer of %j is none', async (answer) => {
  uploads(uploaded);
  const { update, kept } = client(ann, answer);
  expect(await update('wxfile://a')).toMatchObject({ reason: 'server', stage: 'request' });
  expect(kept).toEqual([]);
});

it('lets the user choose where no picture is given', async () => {
  const calls = uploads(uploaded, { chooseMedia: ({ success }) => success({ tempFiles: [{ tempFilePath: 'chosen' }] }) });
  expect(await client(ann, updated).update()).toBe(ann.user);
  expect(calls.map(([name, { filePath }]) => [name, filePath as unknown])).toEqual([
    ['chooseMedia', undefined],
    ['uploadFile', 'chosen'],
  ]);
});

it.each<[string, Parameters<typeof giveWx>[0], object]>([
  [
    'closed',
    { chooseMedia: ({ fail }) => fail({ errMsg: 'x:fail cancel' }) },
    { reason: 'cancelled', stage: 'choose', data: { reason: 'cancelled' } },
  ],
  ['refused', { chooseMedia: ({ fail }) => fail({ errMsg: 'x:fail deny' }) }, { reason: 'cancelled', data: { reason: 'denied' } }],
  [
    'broken',
    {
      chooseMedia: () => {
        throw new Error('x');
      },
    },
    { reason: 'denied', stage: 'choose', data: { errMsg: 'x' } },
  ],
  ['empty', { chooseMedia: ({ success }) => success({ tempFiles: [] }) }, { reason: 'no_data', stage: 'choose' }],
])('a chooser that is %s', async (_, members, failure) => {
  giveWx(members);
  expect(await client(ann, updated).update()).toMatchObject(failure);
});

it('nobody signed in: nothing is chosen', async () => {
  const calls = giveWx({});
  expect(await client({ token: null, user: null }, updated).update()).toMatchObject({ reason: 'unauthenticated', stage: 'upload' });
  expect(calls).toEqual([]);
});
