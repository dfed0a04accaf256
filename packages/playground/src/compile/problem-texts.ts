/** What the compiler says about a mini program, in the developer's language. */

export type Language = 'en' | 'zh_CN';

const english = {
  rebuilt: (number: number) => `Compiled again (${number}).`,
  cannotWatch: (why: string) => `Changes cannot be watched: ${why}`,
  severities: { error: 'error', warning: 'warning', unsupported: 'not in the playground' },
  missing: (file: string) => `${file} does not exist`,
  notJson: (why: string) => `not valid JSON: ${why}`,
  noPages: 'app.json lists no pages',
  appField: (field: string) => `app.json: "${field}"`,
  customTabBar: 'app.json: custom tab bar',
  skyline: 'the Skyline renderer (drawn as a webview)',
  pullDown: 'the pull-down gesture (wx.startPullDownRefresh works)',
  plugin: (target: string) => `component from a plugin: ${target}`,
  extendedLibrary: (target: string) => `${target} of WeChat's extended libraries (install the npm package to have it here)`,
  noComponent: (target: string, ofPackage?: string) =>
    `component not found: ${target}${ofPackage === undefined ? '' : `. If the npm package ${ofPackage} is meant: run "npm install ${ofPackage}", then build npm (WeChat DevTools: Tools > Build npm)`}`,
  noModule: (request: string, ofPackage?: string) =>
    ofPackage === undefined
      ? `module not found: ${request}`
      : `module not found: ${request}. Run "npm install ${ofPackage}", then build npm (WeChat DevTools: Tools > Build npm)`,
  notInstalled: (name: string) => `${name} is not here: run "npm install", then build npm (WeChat DevTools: Tools > Build npm)`,
  notBuilt: (request: string) => `"${request}" was taken from node_modules; WeChat needs its npm build first (DevTools: Tools > Build npm)`,
  unknownTag: (name: string) => `<${name}> is neither a built-in component nor in usingComponents: only its content shows`,
  localUrl: (url: string) => `local resource in WXSS: ${url}. WeChat loads only data: and network URLs here`,
  selector: (why: string) => `selector: ${why}`,
};

export type ProblemTexts = typeof english;

const chinese: ProblemTexts = {
  rebuilt: (number) => `已重新编译（${number}）。`,
  cannotWatch: (why) => `无法监视文件改动：${why}`,
  severities: { error: '错误', warning: '警告', unsupported: '浏览器预览里没有' },
  missing: (file) => `${file} 不存在`,
  notJson: (why) => `不是合法的 JSON：${why}`,
  noPages: 'app.json 没有列出任何页面',
  appField: (field) => `app.json 的 "${field}"`,
  customTabBar: 'app.json 的自定义 tabBar',
  skyline: 'Skyline 渲染（按 webview 绘制）',
  pullDown: '下拉手势（wx.startPullDownRefresh 可用）',
  plugin: (target) => `插件里的组件：${target}`,
  extendedLibrary: (target) => `微信扩展库里的 ${target}（安装对应的 npm 包后即可使用）`,
  noComponent: (target, ofPackage) =>
    `找不到组件：${target}${ofPackage === undefined ? '' : `。如果指 npm 包 ${ofPackage}：先运行 npm install ${ofPackage}，再构建 npm（微信开发者工具：工具 > 构建 npm）`}`,
  noModule: (request, ofPackage) =>
    ofPackage === undefined
      ? `找不到模块：${request}`
      : `找不到模块：${request}。先运行 npm install ${ofPackage}，再构建 npm（微信开发者工具：工具 > 构建 npm）`,
  notInstalled: (name) => `缺少 ${name}：先运行 npm install，再构建 npm（微信开发者工具：工具 > 构建 npm）`,
  notBuilt: (request) => `"${request}" 取自 node_modules；微信需要先构建 npm（微信开发者工具：工具 > 构建 npm）`,
  unknownTag: (name) => `<${name}> 既不是内置组件，也不在 usingComponents 里：只显示它的内容`,
  localUrl: (url) => `WXSS 引用了本地资源：${url}。微信在这里只加载 data: 和网络地址`,
  selector: (why) => `选择器：${why}`,
};

export const problemTextsIn = (language: Language): ProblemTexts => (language === 'en' ? english : chinese);
