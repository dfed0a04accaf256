import { AuthingResolver } from 'authing-miniapp/weapp-vite';
import { defineConfig } from 'weapp-vite/config';

export default defineConfig({
  weapp: {
    srcRoot: 'src',
    // Pages use the three components without registering them.
    enhance: { autoImportComponents: { resolvers: [AuthingResolver()] } },
  },
});
