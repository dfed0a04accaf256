module.exports = { preset: 'authing-miniapp-emulator' };
