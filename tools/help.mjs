// What `npm run COMMAND -- --help` says, in English and Chinese, without building or installing anything first.

/** An option, and what it does. */
const option = (name, english, chinese) => ({ name, english, chinese });

const patternOption = option(
  'PATTERN …',
  "tests whose path matches, and jest's own options: npx jest --help",
  '路径匹配的测试，以及 jest 自己的选项：npx jest --help',
);

export const help = {
  build: {
    english: 'Builds miniprogram_dist.',
    chinese: '构建 miniprogram_dist。',
    options: [],
  },
  demo: {
    english: 'Builds the package and shows the example mini program (examples/native) in the browser, with WeChat and Authing modelled.',
    chinese: '构建本库，在浏览器里运行示例小程序（examples/native），微信与 Authing 都是模型。',
    options: [
      option(
        '--port N',
        'port on 127.0.0.1; the next free one when it is in use; default 8090, 0 takes any',
        '127.0.0.1 的端口，被占用时用后面的；默认 8090，0 为任意',
      ),
      option('--once', 'plays the journey by itself, says what happened and ends with 0 or 1', '自动走完全程，逐步报告，以 0 或 1 结束'),
    ],
  },
  frameworks: {
    english:
      "Each of examples/*: installed from the packed tarball, built by its framework's own CLI, compiled by WeChat's compiler, and run until " +
      'somebody has signed in. Pictures: artifacts/frameworks/.',
    chinese:
      '逐个验证 examples/*：从打好的包安装，用框架自己的命令行构建，经微信编译器编译，再运行并完成登录。图片在 artifacts/frameworks/。',
    options: [
      option('NAME …', 'only these examples', '只验证这些示例'),
      option(
        '--lock',
        "writes the lockfiles of the named examples, after their package.json's were changed",
        '为所列示例重写 lockfile（改过 package.json 之后）',
      ),
    ],
  },
  test: {
    english: 'Everything that proves the package as it is built. With arguments: jest with these arguments, and nothing else.',
    chinese: '验证构建好的库的全部测试。带参数时只用这些参数运行 jest。',
    options: [patternOption],
  },
  'test:browser': {
    english: 'The demo and the playground in a real browser, as somebody who taps and reads. Needs Chromium.',
    chinese: '像用户一样在真实浏览器里点按和阅读示例与 playground。需要 Chromium。',
    options: [patternOption],
  },
  'test:tarballs': {
    english:
      'What users install: npm pack in a clean clone, byte-identical twice; the tarballs in other projects, under every supported TypeScript, ' +
      'in React and Vue, in jest, as a command; the release. Needs the registry of npm.',
    chinese:
      '用户安装的东西：在全新克隆里 npm pack，两次逐字节一致；把打好的包装进别的项目，用支持的每个 TypeScript 版本、React 与 Vue、jest、' +
      '命令行检验；以及发布流程。需要能访问 npm 的仓库。',
    options: [patternOption],
  },
  watch: {
    english: 'jest in its watch mode.',
    chinese: 'jest 的监视模式。',
    options: [patternOption],
  },
  lint: {
    english: 'ESLint, layers, WXML, WXSS, Prettier and types.',
    chinese: 'ESLint、分层、WXML、WXSS、Prettier 与类型检查。',
    options: [],
  },
  size: {
    english: "What the package weighs in a mini program, by WeChat's own compiler, beside its predecessor.",
    chinese: '用微信自己的编译器量本库在小程序里的大小，与前身并列。',
    options: [option('--write', 'writes docs/privacy.md', '写 docs/privacy.md')],
  },
  bench: {
    english: 'What users pay, beside the peers, from one run: artifacts/bench.json; fails when a gate is missed.',
    chinese: '用户付出的代价，与同类库在同一次运行中比较：artifacts/bench.json；超出限额则失败。',
    options: [
      option(
        'PART …',
        'some of it; without: all, which also writes docs/performance.md',
        '只测其中几项；不写则测全部，并写 docs/performance.md',
      ),
      option('--pages', 'measures nothing: writes the pages again from artifacts/bench.json', '不测量：由 artifacts/bench.json 重写页面'),
    ],
  },
  chaos: {
    english:
      'Random schedules with faults: every invariant checked on each, the documented flow of authing-wxapp-sdk on the same ones beside it.',
    chinese: '带故障的随机时间表：每个都检查全部不变式，authing-wxapp-sdk 文档里的流程在同样的时间表上并列。',
    options: [
      option('--runs N', 'how many schedules to run; default 300', '运行多少个时间表，默认 300'),
      option(
        '--seed S',
        'a whole number; the same seed and N are the same schedules; default: from the clock',
        '整数；种子与 N 相同则时间表相同；默认取自时钟',
      ),
      option('--alone', 'without the predecessor and the tables: nothing but the invariants', '不带前身和表格，只查不变式'),
      option(
        '--mutants',
        'also against deliberately wrong versions of the library, each of which must be found',
        '还要找出故意写错的每个版本',
      ),
      option(
        '--known',
        'tries the schedule first that docs/chaos.md names for a mutant: quicker, as strict',
        '先试 docs/chaos.md 为该变异记下的时间表：更快，同样严格',
      ),
      option(
        '--write',
        'writes docs/chaos.md (with --mutants, without --known and --alone)',
        '写 docs/chaos.md（须有 --mutants，不能有 --known、--alone）',
      ),
      option(
        '--replay FILE',
        'runs the one schedule that an earlier search left in FILE, and prints everything',
        '重放先前留在 FILE 里的时间表，并打印全部过程',
      ),
      option('--build DIR', 'judges another build than miniprogram_dist', '检查 miniprogram_dist 以外的构建'),
    ],
  },
  looks: {
    english:
      'Every component in every state, in a browser: compared with the pictures in test/looks/pictures, and contrast, sizes, names and ' +
      'cut-off words measured. What differs: artifacts/looks/.',
    chinese:
      '在浏览器里显示每个组件的每种状态：与 test/looks/pictures 的图片比较，并测量对比度、尺寸、名称和被截断的文字。差异在 artifacts/looks/。',
    options: [
      option('-u', 'makes the pictures again: look at them before you commit them', '重新生成图片：提交前请先看一看'),
      patternOption,
    ],
  },
  pictures: {
    english: "Makes the README's pictures from a journey that is really travelled.",
    chinese: '从真实走完的全程生成 README 的图片。',
    options: [],
  },
  mutation: {
    english: 'Small faults in lib/ and components/, one by one: would the tests notice? Writes artifacts/mutation/.',
    chinese: '在 lib/ 和 components/ 里逐个放进小错误：测试会发现吗？写入 artifacts/mutation/。',
    options: [
      option('--mutate FILE', 'only this file; may be repeated', '只看这个文件，可重复'),
      option('--again', 'only what survived the run before, where new tests reach it', '只看上次存活而新测试触及的'),
    ],
  },
  methods: {
    english: 'Calls every method of the client once and writes docs/sdk-methods.md.',
    chinese: '把客户端的每个方法调用一次，写 docs/sdk-methods.md。',
    options: [option('--check', 'only compares', '只比较')],
  },
  release: {
    english: 'Checks, tests, packs the three packages into artifacts/release and tags; publishes nothing, prints the commands that do.',
    chinese: '检查、测试、把三个包打进 artifacts/release 并打标签；不发布，只打印发布命令。',
    options: [
      option('--dry-run', 'everything but the tag', '除打标签外全部执行'),
      option('--skip-tests', 'without tests and npm run lint', '不运行测试和 npm run lint'),
    ],
  },
};

/** @param {string} task a script of package.json */
export function helpOf(task) {
  const { english, chinese, options } = help[task];
  const command = task === 'test' ? 'npm test' : `npm run ${task}`;
  const said = (usage, words, language) => {
    const width = Math.max(0, ...options.map(({ name }) => name.length));
    const list = options.map((each) => `  ${each.name.padEnd(width)}  ${each[language]}`);
    return [`${usage}${command}${options.length > 0 ? ' -- …' : ''}`, '', words, ...(list.length > 0 ? ['', ...list] : [])].join('\n');
  };
  return `${said('Usage: ', english, 'english')}\n\n${said('用法：', chinese, 'chinese')}\n`;
}
