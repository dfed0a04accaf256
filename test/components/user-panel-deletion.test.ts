/** @jest-environment ./test/harness/environment.js */
import { engineNames } from 'authing-miniapp-emulator/engines';
import type { Mounted } from 'authing-miniapp-emulator/engines';
import { APP_ID, WE_CHAT_APP_ID } from '../harness/harness';
import type { Harness } from '../harness/harness';
import { detailOf, errorWith, names } from '../harness/events';
import { button, NUMBER, startForPanels, tap as tapIn, texted, type } from '../harness/panel';

/*
 * Whether an account is gone is a right of its owner's to know: nothing but a deletion that was sent, and whose answer was lost, lets
 * "Authing knows them no longer" mean that it is.
 */

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

describe.each(engineNames)('the account that user-panel deletes on %s', (engine) => {
  let harness: Harness;
  let id: string;
  let panel: Mounted;
  afterEach(() => expect(harness.engine.problems).toEqual([]));

  const tap = (words: string): Promise<void> => tapIn(harness, panel, words);
  const isGone = (): boolean => harness.server.admin.user(id).isDeleted;
  const open = async (): Promise<void> => {
    panel = harness.mount('user-panel', { listeners: ['signout', 'delete', 'error', 'cancel'] });
    await harness.pass();
  };
  const ask = async (): Promise<void> => {
    await tap('Delete account');
    await tap('Get code');
    type(panel, 0, texted(harness));
  };
  const endElsewhere = (): void => harness.server.admin.signOut(id);

  describe('of who signed in without a phone token', () => {
    beforeEach(async () => {
      harness = await startForPanels(engine);
      id = harness.server.admin.createUser(APP_ID, { username: 'ann', phone: NUMBER }).id;
      harness
        .library()
        .getAuthing()
        .setCurrentUser(harness.server.admin.signIn(APP_ID, id) as never);
      await open();
      await ask();
    });

    it.each<[string, () => void]>([
      ['a firewall’s 403', () => harness.server.faults.badGateway({ path: '/delete-account' }, 403)],
      ['a gateway that hands nothing on', () => harness.server.faults.badGateway({ path: '/delete-account', times: Infinity }, 503)],
      ['the list of domains', () => fails('request:fail url not in domain list', 600002)],
      ['no connection', () => fails('request:fail errcode:-106 cronet_error_code:-106 error_msg:net::ERR_INTERNET_DISCONNECTED', 600001)],
      ['no such host', () => fails('request:fail errcode:-105 cronet_error_code:-105 error_msg:net::ERR_NAME_NOT_RESOLVED', 600001)],
    ])('is there where %s kept the deletion from Authing, whatever becomes of the sign-in', async (_, prevent) => {
      jest.spyOn(console, 'warn').mockImplementation(() => undefined);
      prevent();
      await tap('Delete for good');
      await harness.pass(15_000);
      endElsewhere();
      await tap('Delete for good');
      expect([names(panel), isGone()]).toEqual([['error', 'error', 'signout'], false]);
    });

    const fails = (errMsg: string, errno: number): void => {
      harness.device.faults.always('request', { kind: 'fail', errMsg, errno }, { when: (url) => url.endsWith('/delete-account') });
    };

    it.each<[string, () => Promise<void>]>([
      [
        'they thought again',
        async () => {
          await tap('Keep my account');
          await tap('Delete account');
          type(panel, 0, '1234');
        },
      ],
      [
        'Authing has refused to delete it',
        async () => {
          harness.server.faults.error(1001, { path: '/delete-account' });
          await harness.pass(60_000);
          await tap('Get code');
          type(panel, 0, texted(harness));
          await tap('Delete for good');
        },
      ],
      [
        'Authing has refused their code',
        async () => {
          type(panel, 0, texted(harness) === '0000' ? '1111' : '0000');
          await tap('Delete for good');
        },
      ],
    ])('is there, a lost deletion or not, once %s', async (_, meanwhile) => {
      harness.server.faults.drop({ path: '/delete-account' }, 'before');
      harness.server.faults.badGateway({ path: '/delete-account' }, 403);
      await tap('Delete for good');
      expect(names(panel)).toEqual(['error']);
      await meanwhile();
      endElsewhere();
      await tap('Delete for good');
      expect([names(panel).slice(-2), names(panel).includes('delete'), isGone()]).toEqual([['error', 'signout'], false, false]);
    });

    it('is not said to be kept while its deletion is under way', async () => {
      harness.server.faults.slow(2000, { path: '/verify-delete-account-request' });
      const keep = button(panel, 'Keep my account');
      harness.press(panel, button(panel, 'Delete for good'));
      // The finger was down already.
      keep.dispatch('tap');
      await harness.pass(5000);
      expect([names(panel), isGone()]).toEqual([['delete'], true]);
    });
  });

  it('is gone, also where its sign-in was renewed within the tap whose answer was lost', async () => {
    harness = await startForPanels(engine, {
      authing: { extIdpConnIdentifier: 'wechat' },
      server: { apps: [{ appId: APP_ID, tokenLifetime: 600, wechat: { appId: WE_CHAT_APP_ID } }] },
    });
    const phone = harness.mount('phone-button');
    await harness.pass();
    harness.press(phone);
    await harness.pass();
    phone.detach();
    id = harness.server.admin.users[0]!.id;
    await open();
    await ask();
    await harness.pass(420_000);
    await tap('Get code');
    type(panel, 0, texted(harness));
    await harness.pass(180_000);
    harness.server.faults.slow(60_000, { path: '/delete-account' });
    await tap('Delete for good');
    await harness.pass(15_000);
    expect([panel.events, isGone()]).toEqual([[errorWith('timeout', { retryable: true })], true]);
    expect(harness.requestsTo('/oidc/token')).toHaveLength(1);
    await tap('Delete for good');
    expect([names(panel), detailOf(panel, 'delete')]).toEqual([
      ['error', 'signout', 'delete'],
      { user: expect.objectContaining({ id }), deleted: true },
    ]);
  });
});
