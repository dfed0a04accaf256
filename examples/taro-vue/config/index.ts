import { defineConfig } from '@tarojs/cli';

export default defineConfig<'webpack5'>({
  projectName: 'authing-miniapp-example-taro-vue',
  designWidth: 750,
  deviceRatio: { 375: 2, 640: 2.34 / 2, 750: 1, 828: 1.81 / 2 },
  sourceRoot: 'src',
  outputRoot: 'dist',
  framework: 'vue3',
  compiler: 'webpack5',
});
