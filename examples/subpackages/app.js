App({ authing: { appId: 'YOUR_APP_ID' } });
