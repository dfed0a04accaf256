/**
 * The package as a module of uni-app, for projects of HBuilderX. A module's folder is laid out as a project is; all of it but
 * package.json is optional: https://uniapp.dcloud.net.cn/plugin/uni_modules.html
 */
import type { Manifest } from '../package';
import type { Files } from './files';
import { VUE_ENTRY, vueEntry } from './vue-entry';

/** Of the module, and so its folder in `uni_modules`: DCloud wants AUTHOR-NAME. */
export const UNI_MODULE = 'authing-miniapp';

/** Where uni-app copies a module's native components from, as they are. */
const COMPONENTS = 'wxcomponents';

/** @param files of miniprogram_dist */
export function uniModuleFiles(files: Files, manifest: Manifest): Map<string, string> {
  const components = [...files, [VUE_ENTRY, vueEntry('./index')] as const].map(([path, text]) => [`${COMPONENTS}/${path}`, text] as const);
  return new Map([['package.json', uniManifest(manifest)], ['readme.md', readme(manifest)], ...components]);
}

/** HBuilderX 4.71 and newer read platforms in this form: √ supported, x not, - nobody tried. */
function uniManifest({ version, description, repository }: Manifest): string {
  const manifest = {
    id: UNI_MODULE,
    displayName: 'Authing 微信小程序登录组件',
    version,
    description,
    keywords: ['authing', '微信登录', '手机号', '头像', '小程序'],
    repository: repository.url.replace(/^git\+/, ''),
    engines: { HBuilderX: '^3.1.0', 'uni-app': '^4.0.0', 'uni-app-x': '' },
    dcloudext: {
      type: 'component-mp',
      declaration: {
        ads: '无',
        data: '用户主动点击登录、授权手机号或更换头像时，把微信返回的登录凭证、加密数据或图片发送到开发者配置的 Authing 服务（默认 https://core.authing.cn）',
        permissions: '无',
      },
      npmurl: 'https://www.npmjs.com/package/authing-miniapp',
      darkmode: '√',
      i18n: '√',
      widescreen: '√',
    },
    uni_modules: {
      dependencies: [],
      encrypt: [],
      platforms: { client: { 'uni-app': { vue: { vue2: '-', vue3: '√' }, mp: { weixin: '√' } } } },
    },
  };
  return `${JSON.stringify(manifest, null, 2)}\n`;
}

const readme = ({ version }: Manifest): string => `# authing-miniapp ${version}

微信小程序的 Authing 登录组件：\`login-button\`、\`phone-button\`、\`avatar-picker\`、\`nickname-input\`，以及把它们连成一条路径的 \`login-panel\`，和登录之后的 \`user-panel\`。只用于微信小程序。
Authing's components for WeChat mini programs; for no other platform.

\`\`\`json
{
  "path": "pages/index/index",
  "style": {
    "usingComponents": {
      "login-button": "/uni_modules/${UNI_MODULE}/${COMPONENTS}/components/login-button/index",
      "phone-button": "/uni_modules/${UNI_MODULE}/${COMPONENTS}/components/phone-button/index",
      "avatar-picker": "/uni_modules/${UNI_MODULE}/${COMPONENTS}/components/avatar-picker/index",
      "nickname-input": "/uni_modules/${UNI_MODULE}/${COMPONENTS}/components/nickname-input/index",
      "login-panel": "/uni_modules/${UNI_MODULE}/${COMPONENTS}/components/login-panel/index",
      "user-panel": "/uni_modules/${UNI_MODULE}/${COMPONENTS}/components/user-panel/index"
    }
  }
}
\`\`\`

在 \`App.vue\` 里写一次应用 ID (say your application's id once, in \`App.vue\`)：

\`\`\`js
export default { globalData: { authing: { appId: 'YOUR_APP_ID' } } };
\`\`\`

谁已登录，以及登录、登出等方法 (who is signed in, and all methods)：

\`\`\`js
import { getAuthing, useAuthing } from '@/uni_modules/${UNI_MODULE}/${COMPONENTS}/vue';
\`\`\`

\`\`\`html
<login-button @login="({ detail }) => (user = detail.user)" @error="({ detail }) => toast(detail.message)" />
\`\`\`
`;
