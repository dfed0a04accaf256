module.exports = { testEnvironment: 'authing-miniapp-emulator/jest/environment' };
