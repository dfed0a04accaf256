const { launch } = require('authing-miniapp-emulator/jest');

it('shows the number of whoever signs in, and still does after a restart', async () => {
  const app = await launch({ page: 'pages/index/index' });
  await app.tap('phone-button');
  expect(app.page.text()).toContain('10000000001');
  expect(app.requests.to('/auth-by-phone')).toHaveLength(1);
  await app.restart();
  expect(app.page.text()).toContain('10000000001');
});

it('takes no for an answer', async () => {
  const app = await launch({ page: 'pages/index/index' });
  app.person.next('phoneNumber', { answer: 'deny' });
  await app.tap('phone-button');
  expect(app.page.text()).toContain('Maybe later');
  expect(app.storage).toEqual({});
});

it('survives a lost connection, and the next tap works', async () => {
  const app = await launch({ page: 'pages/index/index' });
  app.device.network.goOffline();
  await app.tap('phone-button');
  expect(app.page.text()).not.toContain('10000000001');
  app.device.network.goOnline();
  await app.tap('phone-button');
  expect(app.page.text()).toContain('10000000001');
});
