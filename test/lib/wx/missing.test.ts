import { launch } from '../../source/launch';
import { giveWx, takeWx } from '../fake-wx';

afterEach(takeWx);

const load = <Module>(file: string): Module => launch()(file) as Module;
const throws = (): never => {
  throw new Error('not here');
};

it('a wait for the network that WeChat does not let anybody listen to is none', () => {
  giveWx({ onNetworkStatusChange: throws, offNetworkStatusChange: throws });
  const { onceOnline } = load<typeof import('../../../lib/wx/connection')>('lib/wx/connection');
  const online = jest.fn();
  expect(onceOnline(online)()).toBeUndefined();
  expect(online).not.toHaveBeenCalled();
});

it.each([
  ['throws', { connectSocket: throws }],
  ['is missing', {}],
])('a socket ends at once where connectSocket %s', (_, members) => {
  giveWx(members);
  const { wxConnectSocket } = load<typeof import('../../../lib/wx/socket')>('lib/wx/socket');
  const ends: unknown[] = [];
  wxConnectSocket('wss://a', { onMessage: throws, onEnd: (cause) => ends.push(cause) });
  expect(ends).toEqual([expect.any(Error)]);
});
