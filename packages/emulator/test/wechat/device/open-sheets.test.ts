import { createWeChat, UNANSWERED_SHEET_MS } from '../../../src/wechat';
import type { Device } from '../../../src/wechat';
import { useVirtualTime } from '../virtual-time';

const clock = useVirtualTime();
const never = { answer: 'never' } as const;

interface Answers {
  success: () => void;
  fail: () => void;
}

async function tap(device: Device, openType: string, ms = 0): Promise<string[]> {
  const heard: string[] = [];
  device.press({ openType }, ({ name, detail }) => heard.push('errMsg' in detail ? detail.errMsg : name));
  await clock().tickAsync(ms);
  return heard;
}

describe('an avatar sheet that nobody answers', () => {
  const left: [string, (device: Device) => void][] = [
    ['left by the person', (device) => device.person.next('avatar', never)],
    ['whose answer is lost', (device) => device.faults.next('button.chooseAvatar', { kind: 'never' })],
  ];
  test.each(left)('%s is in the way until it is closed', async (_name, leave) => {
    const { device, timeline } = createWeChat({ device: { privacy: { authorized: true } } });
    leave(device);
    expect(await tap(device, 'chooseAvatar')).toEqual([]);
    expect(await tap(device, 'chooseAvatar')).toEqual(['chooseAvatar:fail another chooseAvatar is in progress']);
    await clock().tickAsync(UNANSWERED_SHEET_MS);
    expect(timeline.of('sheet.closed').map(({ detail }) => detail)).toEqual([{ sheet: 'avatar', why: 'nobody answered' }]);
    expect(await tap(device, 'chooseAvatar')).toEqual(['chooseavatar']);
  });

  test.each<[string, (device: Device) => void]>([
    ['the page is left', (device) => device.closeSheets()],
    ['the mini program goes to the background', (device) => device.app.background()],
  ])('is closed when %s', async (_name, leavePage) => {
    const { device } = createWeChat({ device: { privacy: { authorized: true } } });
    device.person.next('avatar', never);
    await tap(device, 'chooseAvatar');
    leavePage(device);
    expect(await tap(device, 'chooseAvatar')).toEqual(['chooseavatar']);
  });

  test('goes with the mini program, and no timer stays', async () => {
    const { device } = createWeChat({ device: { privacy: { authorized: true } } });
    device.person.next('avatar', never);
    await tap(device, 'chooseAvatar');
    device.kill();
    expect(clock().countTimers()).toBe(0);
  });
});

test('a privacy pop-up that nobody answers: who waits for it waits for ever, who comes later is asked anew', async () => {
  const { device, timeline } = createWeChat();
  device.person.next('privacy', never);
  expect(await tap(device, 'getUserInfo', UNANSWERED_SHEET_MS)).toEqual([]);
  expect(await tap(device, 'getUserInfo')).toEqual(['getUserInfo:ok']);
  expect(timeline.of('sheet.opened').map(({ detail }) => detail.sheet)).toEqual(['privacy', 'privacy']);
});

test.each([
  ['chooseMedia', (device: Device, option: Answers): void => void device.wx.chooseMedia(option)],
  ['chooseImage', (device: Device, option: Answers): void => void device.wx.chooseImage(option)],
] as const)('a %s that nobody answers does not stand in the way of the next', async (_api, open) => {
  const { device } = createWeChat({ device: { privacy: { authorized: true } } });
  const answers: string[] = [];
  const choose = async (name: string) => {
    open(device, { success: () => void answers.push(name), fail: () => void answers.push(`${name} failed`) });
    await clock().tickAsync(UNANSWERED_SHEET_MS);
  };
  device.person.next('media', never);
  await choose('first');
  await choose('second');
  expect(answers).toEqual(['second']);
});
