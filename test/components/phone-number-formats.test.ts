/** @jest-environment ./test/harness/environment.js */
import { engineNames } from 'authing-miniapp-emulator/engines';
import { createHarness } from '../harness/harness';
import { detailOf } from '../harness/events';

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

/** As Authing may say it, and as WeChat does: country code, whole number, number without it. */
const formats: [account: Record<string, unknown>, number: [string, string, string] | undefined][] = [
  [{ phone: '13800138000', phoneCountryCode: null }, ['86', '13800138000', '13800138000']],
  [{ phone: '13800138000', phoneCountryCode: '+86' }, ['86', '13800138000', '13800138000']],
  [{ phone: 13800138000, phoneCountryCode: 86 }, ['86', '13800138000', '13800138000']],
  [{ phone: '+8613800138000', phoneCountryCode: '+86' }, ['86', '13800138000', '13800138000']],
  [{ phone: '+86 13800138000' }, ['86', '13800138000', '13800138000']],
  [{ phone: '12345678', phoneCountryCode: '852' }, ['852', '+85212345678', '12345678']],
  [{ phone: '+85212345678', phoneCountryCode: '+852' }, ['852', '+85212345678', '12345678']],
  [{ phone: '+85212345678', phoneCountryCode: '852' }, ['852', '+85212345678', '12345678']],
  [{ phone: '85285212', phoneCountryCode: '+852' }, ['852', '+85285285212', '85285212']],
  // Nobody says where its country code ends.
  [{ phone: '+85212345678' }, ['', '+85212345678', '85212345678']],
  [{ phone: '+86', phoneCountryCode: '+86' }, undefined],
  [{ phone: '', phoneCountryCode: '+852' }, undefined],
];

describe.each(engineNames)("the number of the account that somebody signs in to, in WeChat's three fields, on %s", (engine) => {
  it.each(formats)('%j', async (account, number) => {
    const harness = await createHarness(engine);
    harness.server.faults.edit({ path: '/auth-by-phone' }, (body) => {
      const answer = body as { data: object };
      return { ...answer, data: { ...answer.data, phoneCountryCode: undefined, ...account } };
    });
    const button = harness.mount('phone-button', { listeners: ['phone', 'login', 'error'] });
    await harness.pass();
    harness.press(button);
    await harness.pass();
    expect(button.events.map(({ name }) => name)).toEqual(number ? ['phone', 'login'] : ['login']);
    if (!number) return;
    const [countryCode, phoneNumber, purePhoneNumber] = number;
    expect(detailOf(button, 'phone')).toMatchObject({ countryCode, phoneNumber, purePhoneNumber });
  });
});
