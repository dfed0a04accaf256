import { defineConfig } from 'weapp-vite/config';

export default defineConfig({
  weapp: { srcRoot: 'src' },
});
