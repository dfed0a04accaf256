import { createWeChat } from '../../../src/wechat';
import type { Device } from '../../../src/wechat';
import { useVirtualTime } from '../virtual-time';

const clock = useVirtualTime();

/** What the phone-number button says. */
async function tap(device: Device): Promise<unknown> {
  const heard: unknown[] = [];
  device.press({ openType: 'getPhoneNumber' }, ({ detail }) => heard.push('errMsg' in detail && detail.errMsg));
  await clock().tickAsync(0);
  return heard[0];
}

test('queued answers first, then whoever is asked, then the standing rule, then acceptance', async () => {
  const { device } = createWeChat({ device: { privacy: { authorized: true } } });
  const asked: string[] = [];
  const answers = async (times: number) => {
    const heard: unknown[] = [];
    for (let n = 0; n < times; n += 1) heard.push(await tap(device));
    return heard;
  };
  expect(await answers(1)).toEqual(['getPhoneNumber:ok']);
  device.person.always('phoneNumber', { answer: 'cancel' });
  expect(await answers(1)).toEqual(['getPhoneNumber:fail user cancel']);
  device.person.next('phoneNumber', { answer: 'deny', errMsg: 'fail queued' }, { times: 2 });
  device.person.ask = (sheet) => {
    asked.push(sheet.kind === 'phoneNumber' ? sheet.masked : sheet.kind);
    return asked.length === 1 ? Promise.resolve({ answer: 'accept' }) : undefined;
  };
  expect(await answers(4)).toEqual([
    'getPhoneNumber:fail queued',
    'getPhoneNumber:fail queued',
    'getPhoneNumber:ok',
    'getPhoneNumber:fail user cancel',
  ]);
  expect(asked).toEqual(['100****0001', '100****0001']);
});
