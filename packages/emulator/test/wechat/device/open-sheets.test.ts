import { createWeChat, UNANSWERED_SHEET_MS } from '../../../src/wechat';
import type { Phone } from '../../../src/wechat';
import { useVirtualTime } from '../virtual-time';

const clock = useVirtualTime();
const never = { answer: 'never' } as const;

interface Answers {
  success: () => void;
  fail: () => void;
}

async function tap(phone: Phone, openType: string, ms = 0): Promise<string[]> {
  const heard: string[] = [];
  phone.press({ openType }, ({ name, detail }) => heard.push('errMsg' in detail ? detail.errMsg : name));
  await clock().tickAsync(ms);
  return heard;
}

describe('an avatar sheet that nobody answers', () => {
  const left: [string, (phone: Phone) => void][] = [
    ['left by the person', (phone) => phone.person.next('avatar', never)],
    ['whose answer is lost', (phone) => phone.faults.next('button.chooseAvatar', { kind: 'never' })],
  ];
  test.each(left)('%s is in the way until it is closed', async (_name, leave) => {
    const { phone, timeline } = createWeChat({ phone: { privacy: { authorized: true } } });
    leave(phone);
    expect(await tap(phone, 'chooseAvatar')).toEqual([]);
    expect(await tap(phone, 'chooseAvatar')).toEqual(['chooseAvatar:fail another chooseAvatar is in progress']);
    await clock().tickAsync(UNANSWERED_SHEET_MS);
    expect(timeline.of('sheet.closed').map(({ detail }) => detail)).toEqual([{ sheet: 'avatar', why: 'nobody answered' }]);
    expect(await tap(phone, 'chooseAvatar')).toEqual(['chooseavatar']);
  });

  test.each<[string, (phone: Phone) => void]>([
    ['the page is left', (phone) => phone.closeSheets()],
    ['the mini program goes to the background', (phone) => phone.app.background()],
  ])('is closed when %s', async (_name, leavePage) => {
    const { phone } = createWeChat({ phone: { privacy: { authorized: true } } });
    phone.person.next('avatar', never);
    await tap(phone, 'chooseAvatar');
    leavePage(phone);
    expect(await tap(phone, 'chooseAvatar')).toEqual(['chooseavatar']);
  });

  test('goes with the mini program, and no timer stays', async () => {
    const { phone } = createWeChat({ phone: { privacy: { authorized: true } } });
    phone.person.next('avatar', never);
    await tap(phone, 'chooseAvatar');
    phone.kill();
    expect(clock().countTimers()).toBe(0);
  });
});

test('a privacy pop-up that nobody answers: who waits for it waits for ever, who comes later is asked anew', async () => {
  const { phone, timeline } = createWeChat();
  phone.person.next('privacy', never);
  expect(await tap(phone, 'getUserInfo', UNANSWERED_SHEET_MS)).toEqual([]);
  expect(await tap(phone, 'getUserInfo')).toEqual(['getUserInfo:ok']);
  expect(timeline.of('sheet.opened').map(({ detail }) => detail.sheet)).toEqual(['privacy', 'privacy']);
});

test.each([
  ['chooseMedia', (phone: Phone, option: Answers): void => void phone.wx.chooseMedia(option)],
  ['chooseImage', (phone: Phone, option: Answers): void => void phone.wx.chooseImage(option)],
] as const)('a %s that nobody answers does not stand in the way of the next', async (_api, open) => {
  const { phone } = createWeChat({ phone: { privacy: { authorized: true } } });
  const answers: string[] = [];
  const choose = async (name: string) => {
    open(phone, { success: () => void answers.push(name), fail: () => void answers.push(`${name} failed`) });
    await clock().tickAsync(UNANSWERED_SHEET_MS);
  };
  phone.person.next('media', never);
  await choose('first');
  await choose('second');
  expect(answers).toEqual(['second']);
});
