export default defineAppConfig({
  pages: ['pages/index/index'],
  window: { navigationBarTitleText: 'Authing', navigationBarBackgroundColor: '#ffffff', navigationBarTextStyle: 'black' },
});
