import type { KernelClient } from '../../../lib/client/kernel-client';
import type { GraphqlRequest } from '../../../lib/http/graphql-client';
import { takeWx } from '../fake-wx';
import { phone, stored, KEY } from '../session/device';
import { launch } from '../../source/launch';

type Ask = 'refresh' | 'rename' | 'picture' | 'bind';
type Account = Record<string, unknown>;

/** Somebody who is signed in; Authing acts at once on what is asked, and each answer comes when the test says so. */
function signedIn(updatedAt?: string) {
  const ann: Account = { id: 'ann', nickname: 'Ann', phone: null, ...(updatedAt && { updatedAt }) };
  const { provider } = phone({ [KEY]: stored('of-ann', ann) });
  const load = launch();
  const { currentUser, bindPhone } = load('lib/endpoints/own-account') as typeof import('../../../lib/endpoints/own-account');
  const { profileOwner, updateUser } = load('lib/endpoints/update-user') as typeof import('../../../lib/endpoints/update-user');
  let account = ann;
  let answer: (() => void) | undefined;
  const client = {
    options: { appId: 'app', host: 'https://core.example', timeout: 500 },
    tokenProvider: provider,
    graphqlClient: {
      request: ({ query, read }: GraphqlRequest) => {
        const field = /^\w+ (\w+)/.exec(query)![1]!;
        const now = account;
        return new Promise((resolve) => {
          answer = () => resolve(read!({ [field]: now }));
        });
      },
    },
  } as unknown as KernelClient;
  const input = { rename: { nickname: 'Mei' }, picture: { photo: 'new' } };
  const ask = (what: Ask, changes: Account): (() => Promise<unknown>) => {
    account = { ...account, ...changes };
    const asked =
      what === 'refresh'
        ? currentUser(client)
        : what === 'bind'
          ? bindPhone(client, '1', '2')
          : updateUser(client, profileOwner(client, 'tap'), input[what]);
    const tell = answer!;
    return () => {
      tell();
      return asked;
    };
  };
  return { ask, account: () => account, user: () => provider.getUser() as unknown as Account };
}
afterEach(takeWx);

const EARLY = '2026-11-22T04:00:00.000Z';
const LATER = '2026-11-22T04:00:01.000Z';
const LATEST = '2026-11-22T04:00:02.000Z';

describe.each([
  ['Authing says when', EARLY, LATER, LATEST],
  ['nobody says when', undefined, undefined, undefined],
])('the answer to what was asked first comes last; %s', (_, before, after, last) => {
  const at = (updatedAt?: string): Account => ({ ...(updatedAt && { updatedAt }) });

  it('a refresh undoes neither name nor number', async () => {
    const { ask, account, user } = signedIn(before);
    const refreshed = ask('refresh', {});
    const bound = ask('bind', { phone: '10000000001', ...at(after) });
    const renamed = ask('rename', { nickname: 'Mei', ...at(last) });
    for (const answer of [bound, renamed, refreshed]) await answer();
    expect(user()).toEqual({ ...account(), token: 'of-ann' });
  });

  it('one change does not undo another', async () => {
    const { ask, account, user } = signedIn(before);
    const renamed = ask('rename', { nickname: 'Mei', ...at(after) });
    const changed = ask('picture', { photo: 'new', ...at(last) });
    for (const answer of [changed, renamed]) await answer();
    expect(user()).toEqual({ ...account(), token: 'of-ann' });
  });

  it('in their order, each is news', async () => {
    const { ask, account, user } = signedIn(before);
    const answers = [
      ask('rename', { nickname: 'Mei', ...at(after) }),
      ask('picture', { photo: 'new', ...at(last) }),
      ask('bind', { phone: '10000000001', ...at(last) }),
    ];
    for (const answer of answers) await answer();
    expect(user()).toEqual({ ...account(), token: 'of-ann' });
    await ask('refresh', { email: 'a@b.c' })();
    expect(user()['email']).toBe('a@b.c');
  });
});

it('what a server that lags behind answers is no news, unless it is about now', async () => {
  const { ask, user } = signedIn(LATER);
  await ask('refresh', { nickname: 'old', updatedAt: EARLY })();
  expect(user()['nickname']).toBe('Ann');
  await ask('refresh', { nickname: 'other', updatedAt: LATER })();
  expect(user()['nickname']).toBe('other');
});
