export default definePageConfig({
  usingComponents: {
    'login-button': 'authing-miniapp/components/login-button/index',
    'phone-button': 'authing-miniapp/components/phone-button/index',
    'avatar-picker': 'authing-miniapp/components/avatar-picker/index',
  },
});
