App({
  // The one line of set-up: your application's id, from Authing's console.
  authing: { appId: 'YOUR_APP_ID' },
});
