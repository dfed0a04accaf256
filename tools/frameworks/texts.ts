/** What the command says, in the language of the system. */
const english = {
  packing: 'Packing the tarball …',
  packed: (file: string, seconds: string) => `Packed ${file} in ${seconds} s`,
  stages: { install: 'install', build: 'build', output: 'output', wechat: "WeChat's compiler", run: 'sign-in' },
  ok: 'ok    ',
  failed: 'FAILED',
  seconds: (seconds: string) => `${seconds} s`,
  kept: (dir: string) => `its folder is left for you: ${dir}`,
  pictures: 'Pictures: artifacts/frameworks/',
  unknown: (name: string, names: readonly string[]) =>
    `There is no example ${name}: say ${names.join(', ')}; npm run frameworks -- --help.`,
  noLock: 'Say whose lockfile: npm run frameworks -- --lock NAME.',
  locked: (name: string) => `Wrote examples/${name}/package-lock.json`,
};

type Texts = typeof english;

const chinese: Texts = {
  packing: '正在打包 …',
  packed: (file, seconds) => `已打包 ${file}，${seconds} 秒`,
  stages: { install: '安装', build: '构建', output: '产物检查', wechat: '微信编译器', run: '登录' },
  ok: '通过',
  failed: '失败',
  seconds: (seconds) => `${seconds} 秒`,
  kept: (dir) => `目录已保留：${dir}`,
  pictures: '图片：artifacts/frameworks/',
  unknown: (name, names) => `没有 ${name} 这个示例：可用 ${names.join('、')}；见 npm run frameworks -- --help。`,
  noLock: '请指明示例：npm run frameworks -- --lock 名称。',
  locked: (name) => `已写入 examples/${name}/package-lock.json`,
};

export type Stage = keyof Texts['stages'];

const { LC_ALL, LC_MESSAGES, LANG } = process.env;
export const texts: Texts = /^zh/i.test(LC_ALL || LC_MESSAGES || LANG || '') ? chinese : english;
