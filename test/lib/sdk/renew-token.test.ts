import type { AuthenticationClient } from '../../../lib/sdk/authentication-client';
import { createSignedInWorld, EMAIL, signedOut } from './world';
import type { World } from './world';

let world: World & { client: AuthenticationClient; userId: string };
beforeEach(async () => {
  world = await createSignedInWorld();
});
afterEach(() => world.close());

const token = (): string => world.stored()!.token;

describe('setToken', () => {
  it.each(['', null, undefined])('%p: no token any more, and none is sent', async (nothing) => {
    world.client.setToken(nothing as never);
    expect(world.client.tokenProvider.getToken()).toBeNull();
    expect(world.stored()).toBeUndefined();
    expect(() => world.client.checkLoggedIn()).toThrow(signedOut);
    await world.client.isUserExists({ email: EMAIL });
    expect(world.server.requests.last.headers).not.toHaveProperty('authorization');
  });
});

describe('refreshToken', () => {
  it('puts the new token beside the cached user, and requests carry it', async () => {
    const before = token();
    const refreshed = await world.client.refreshToken();
    expect(refreshed.token).toEqual(expect.any(String));
    expect(refreshed.token).not.toBe(before);
    expect(world.stored()).toMatchObject({ token: refreshed.token, user: { id: world.userId, token: refreshed.token, nickname: 'Ada' } });
    await world.client.getCurrentUser();
    expect(world.server.requests.last.headers.authorization).toBe(`Bearer ${refreshed.token!}`);
  });

  it('keeps the session when Authing answers nothing of use', async () => {
    const before = world.stored();
    world.server.faults.edit({ operation: 'refreshToken' }, () => ({ data: { refreshToken: { token: null } } }));
    await expect(world.client.refreshToken()).rejects.toMatchObject({ reason: 'server' });
    world.server.faults.edit({ operation: 'refreshToken' }, () => ({ data: { refreshToken: null } }));
    await expect(world.client.refreshToken()).rejects.toMatchObject({ reason: 'server' });
    expect(world.stored()).toEqual(before);
  });

  it('asks once for all clients that ask while an answer is under way, and again after it', async () => {
    const clients = [world.client, world.createClient(), world.createClient()];
    const answers = await Promise.all(clients.flatMap((client) => [client.refreshToken(), client.refreshToken()]));
    expect(world.server.requests.to('refreshToken')).toHaveLength(1);
    expect(new Set(answers.map((answer) => answer.token)).size).toBe(1);
    expect(token()).toBe(answers[0]!.token);
    expect((await world.client.refreshToken()).token).not.toBe(answers[0]!.token);
    expect(world.server.requests.to('refreshToken')).toHaveLength(2);
  });

  it('shares its failure too, keeps the session, and asks anew afterwards', async () => {
    const before = world.stored();
    world.server.faults.drop({ operation: 'refreshToken' });
    const clients = [world.client, world.createClient()];
    const outcomes = await Promise.allSettled(clients.map((client) => client.refreshToken()));
    expect(outcomes).toEqual([
      { status: 'rejected', reason: expect.objectContaining({ name: 'AuthingError', reason: 'network' }) as Error },
      { status: 'rejected', reason: expect.objectContaining({ name: 'AuthingError', reason: 'network' }) as Error },
    ]);
    expect(world.server.requests.to('refreshToken')).toHaveLength(1);
    expect(world.stored()).toEqual(before);
    const refreshed = await world.client.refreshToken();
    expect(token()).toBe(refreshed.token);
  });

  it('does not sign in again who signed out meanwhile', async () => {
    world.server.faults.slow(100, { operation: 'refreshToken' });
    const arrived = world.arrival('refreshToken');
    const refreshed = world.client.refreshToken();
    await arrived;
    await world.client.logout();
    await refreshed;
    expect(world.stored()).toBeUndefined();
  });
});
