import path from 'node:path';
import { closeBrowser, visit, type Visit } from './visit';

const project = path.join(__dirname, 'fixture', 'app');

let opened: Visit;
const results = (): Promise<string[]> => opened.screen.locator('.result').allInnerTexts();
const press = (text: string): Promise<void> => opened.native('button', text).click();
const sheet = (name: string): Promise<void> => opened.page.getByRole('button', { name, exact: true }).click();
const tick = (): Promise<void> => opened.page.getByRole('checkbox').check();
const settled = async (count: number): Promise<string[]> => {
  await opened.screen
    .locator('.result')
    .nth(count - 1)
    .waitFor();
  return results();
};

afterEach(async () => {
  await opened.close();
  expect(opened.console.filter((line) => line.startsWith('error'))).toEqual([]);
});
afterAll(closeBrowser);

describe('native buttons', () => {
  beforeEach(async () => {
    opened = await visit({ project }, 'pages/buttons/index');
  });

  it('ask for privacy and the phone number in one, and tell the page once', async () => {
    await press('Phone number');
    await opened.page.getByText('100****0001').waitFor();
    expect(await opened.page.getByRole('button', { name: 'Allow' }).isDisabled()).toBe(true);
    await tick();
    await sheet('Allow');
    expect(await settled(2)).toEqual(['tap', 'getphonenumber getPhoneNumber:ok cloudID,code,encryptedData,errMsg,iv']);
  });

  it('report each way to say no', async () => {
    await press('Phone number');
    await sheet('Decline');
    expect((await settled(2))[1]).toMatch(/^getphonenumber getPhoneNumber:fail/);
  });

  it.each([
    ['Decline', 'getphonenumber getPhoneNumber:fail user deny errMsg'],
    ['Escape', /^getphonenumber getPhoneNumber:fail.*cancel/],
    ['Use another number', 'getphonenumber getPhoneNumber:fail:cancel to bind phone errMsg'],
  ])('report how the phone sheet was left: %s', async (way, result) => {
    await opened.page.evaluate(
      () =>
        ((
          globalThis as unknown as { playground: { device: { memory: { privacyAuthorized: boolean } } } }
        ).playground.device.memory.privacyAuthorized = true),
    );
    await press('Phone number');
    await opened.page.getByText('100****0001').waitFor();
    if (way === 'Escape') await opened.page.keyboard.press('Escape');
    else await sheet(way);
    if (way === 'Use another number') await opened.page.getByRole('button', { name: 'Back' }).click();
    expect((await settled(2))[1]).toMatch(result);
  });

  it('combine privacy and phone number in one', async () => {
    // The tap on such a button is the consent.
    await press('Privacy and phone');
    await sheet('Allow');
    expect(await settled(2)).toEqual([
      'agreeprivacyauthorization agreePrivacyAuthorization:ok',
      'getphonenumber getPhoneNumber:ok cloudID,code,encryptedData,errMsg,iv',
    ]);
  });

  it('hand over user info and an avatar that the page can show', async () => {
    await press('wx.login');
    await settled(1);
    await press('User info');
    // Of the privacy guide; for the user info itself nobody is asked.
    await sheet('Agree');
    await settled(2);
    await press('Avatar');
    await opened.page.getByText('Use WeChat avatar').click();
    const [, info, avatar] = await settled(3);
    expect(info).toMatch(/^getuserinfo getUserInfo:ok .*encryptedData,errMsg,iv,rawData,signature,userInfo$/);
    expect(avatar).toBe('chooseavatar wxfile://tmp_N.png');
    const picture = opened.screen.locator('.avatar img');
    expect(
      await picture.evaluate(async (image) => {
        const shown = image as unknown as { src: string; decode(): Promise<void>; naturalWidth: number };
        await shown.decode();
        return [shown.src.slice(0, 5), shown.naturalWidth];
      }),
    ).toEqual(['blob:', 320]);
  });

  it('are not tapped while disabled', async () => {
    await opened.native('button', 'Disabled').click({ force: true });
    await press('wx.login');
    expect(await settled(1)).toEqual(['login string true']);
    expect(await opened.native('button', 'Disabled').getAttribute('aria-disabled')).toBe('true');
  });

  it('show modals, toasts and action sheets', async () => {
    await press('Modal');
    await opened.page.getByText('A modal of the phone').waitFor();
    await opened.page.getByRole('button', { name: '取消' }).click();
    await press('Action sheet');
    await sheet('Second');
    await press('Action sheet');
    await sheet('Cancel');
    await press('Toast');
    await opened.page.getByRole('alert').getByText('Saved').waitFor();
    expect(await results()).toEqual(['modal false true', 'sheet 1', 'showActionSheet:fail cancel']);
  });

  it('ask again after the app was started anew in the middle of a question', async () => {
    await press('Phone number');
    await opened.page.getByRole('checkbox').waitFor();
    await opened.page.evaluate(() => (globalThis as unknown as { playground: { restart(): void } }).playground.restart());
    await press('Phone number');
    await tick();
    await sheet('Allow');
    expect((await settled(2))[1]).toMatch(/^getphonenumber getPhoneNumber:ok/);
  });

  it('name an open-type that is not modelled', async () => {
    await press('Contact');
    await opened.page.getByRole('button', { name: /Notices [1-9]/ }).click();
    await opened.page
      .getByText(/contact/)
      .last()
      .waitFor();
  });
});

describe('forms', () => {
  beforeEach(async () => {
    opened = await visit({ project }, 'pages/form/index');
  });

  it('collect what was typed and chosen', async () => {
    const { screen } = opened;
    await screen.getByLabel('City').fill('Beijing');
    await screen.getByText('city: Beijing').waitFor();
    await screen.getByText('Apple').click();
    await screen.getByText('apple+pear').waitFor();
    await screen.getByText('Small').click();
    await screen.getByRole('switch').click();
    await screen.getByText('news false').waitFor();
    await screen.getByRole('combobox').selectOption('Panda');
    await screen.getByLabel('About you').fill('two\nlines');
    await opened.native('button', 'Submit').click();
    expect(JSON.parse(await screen.locator('.result').innerText())).toEqual({
      nickname: '',
      city: 'Beijing',
      about: 'two\nlines',
      fruit: ['apple', 'pear'],
      size: 's',
      news: false,
      volume: 4,
      animal: '2',
      own: 'mine',
    });
    await opened.native('button', 'Reset').click();
    await screen.getByText('reset', { exact: true }).waitFor();
    expect(await screen.getByRole('checkbox', { name: 'Pear' }).getAttribute('aria-checked')).toBe('false');
  });

  it('take custom components that say they are fields or submit buttons', async () => {
    await opened.screen.getByText('own field: mine').click();
    await opened.native('button', 'Send').click();
    const value = JSON.parse(await opened.screen.locator('.result').innerText()) as Record<string, unknown>;
    expect(value['own']).toBe('mine!');
  });

  it('offer the WeChat nickname in a nickname input', async () => {
    const { page, screen } = opened;
    const offer = screen.getByRole('button', { name: /Use WeChat nickname/ });
    await screen.getByLabel('Your name').focus();
    // Without consent it is a text input.
    expect(await offer.count()).toBe(0);
    await page.evaluate(
      () =>
        ((
          globalThis as unknown as { playground: { device: { memory: { privacyAuthorized: boolean } } } }
        ).playground.device.memory.privacyAuthorized = true),
    );
    await screen.getByLabel('City').focus();
    await screen.getByLabel('Your name').focus();
    await offer.click();
    await screen.getByText('reviewed true').waitFor();
    expect(await screen.getByLabel('Your name').inputValue()).not.toBe('');
  });

  it('confirm on Enter and colour placeholders by their class', async () => {
    const { screen } = opened;
    expect(
      await screen.locator('.wx-placeholder', { hasText: 'Your name' }).evaluate((node) => getComputedStyle(node as never).color),
    ).toBe('rgb(200, 0, 200)');
    await screen.getByLabel('City').press('Enter');
    await screen.getByText('confirmed Shenzhen').waitFor();
  });
});
