const { configureAuthing } = require('authing-miniapp');

// The subpackage may be opened before app.js has run.
configureAuthing({ appId: 'YOUR_APP_ID' });
