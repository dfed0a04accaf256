/**
 * Runs one operation of miniprogram-ci and ends. It has a process of its own because miniprogram-ci keeps global state,
 * watches files for ever, writes to the console and asks the network: none of that may leak into a test or a build.
 */
import { createRequire } from 'node:module';
import * as ci from 'miniprogram-ci';

/** What can be asked of the compiler process, and what it answers. Both cross a process boundary: plain data only. */
export interface Operations {
  packNpm: void;
  compile: Record<string, Uint8Array | string>;
  checkCodeQuality: QualityCheck[];
}

export type OperationName = keyof Operations;

/** One item of WeChat's code-quality scan. */
export interface QualityCheck {
  /** Such as `PACKAGE_SIZE_LIMIT` or `CONTAINS_UNUSED_CODES`. */
  name: string;
  success: boolean;
  text: string;
  detail: unknown;
}

export interface Request {
  operation: OperationName;
  projectDir: string;
  appId: string;
}

export type Answer = { ok: true; value: Operations[OperationName]; warnings: string[] } | { ok: false; complaints: string[] };

/** Inner modules of miniprogram-ci, which has declarations for its entry alone. */
const inner = (path: string): unknown => createRequire(__filename)(`miniprogram-ci/dist/${path}`);

// The compiler forks in turn; its children are plain JavaScript and need none of our loaders.
process.execArgv = [];

const complaints: string[] = [];
const warnings: string[] = [];

// miniprogram-ci reports several failures only on the console and then goes on as if nothing had happened.
console.error = (...parts: unknown[]): void => {
  complaints.push(parts.map((part) => (part instanceof Error ? part.message : String(part))).join(' '));
};

interface FileTypeLists {
  readonly GameWhiteList: readonly string[];
  readonly MiniProgramWhiteList: readonly string[];
  getWhiteExtList: () => Promise<{ GameWhiteList: Set<string>; MiniProgramWhiteList: Set<string> }>;
}

// Required, not imported: the exports object itself is changed here.
const fileTypes = inner('utils/white_ext_list') as FileTypeLists;
const { DefaultProjectAttr } = inner('config/config') as { DefaultProjectAttr: object };

// The list of file types that WeChat accepts is asked from a server; the copy that ships with the package does as well.
fileTypes.getWhiteExtList = () =>
  Promise.resolve({
    GameWhiteList: new Set(fileTypes.GameWhiteList),
    MiniProgramWhiteList: new Set(fileTypes.MiniProgramWhiteList),
  });

/** Lists what was left out because nothing uses it: that is what the setting is for, not a fault. */
const LEFT_OUT = /^(Ignored by code analyzer|无依赖文件列表)/;

function onProgress(task: unknown): void {
  if (typeof task !== 'object' || task === null || !('status' in task) || !('message' in task)) return;
  const message = String(task.message);
  if (task.status === 'warn' && !LEFT_OUT.test(message)) warnings.push(message);
  if (task.status === 'fail') complaints.push(message);
}

/** What the operations take. The class is one, but its declarations were not written for exactOptionalPropertyTypes. */
type Project = Parameters<typeof ci.packNpm>[0] & Parameters<typeof ci.checkCodeQuality>[0];

function openProject({ projectDir, appId }: Request): Project {
  const project = new ci.Project({
    appid: appId,
    type: 'miniProgram',
    projectPath: projectDir,
    privateKey: 'not used: nothing is uploaded',
    ignores: ['node_modules/**/*'],
  });
  // Without this the attributes of the app are asked from WeChat's servers, which needs an account.
  project.attr = () => Promise.resolve(DefaultProjectAttr);
  return project as Project;
}

const operations: { [Name in keyof Operations]: (project: Project) => Promise<Operations[Name]> } = {
  async packNpm(project) {
    const found = await ci.packNpm(project);
    warnings.push(...found.map(({ jsPath, startLine, msg, code }) => `${jsPath}:${startLine ?? ''} ${msg} ${code}`));
  },
  compile: (project) =>
    ci.getCompiledResult({
      project,
      version: '0.0.0',
      setting: { useProjectConfig: true },
      onProgressUpdate: onProgress,
    }),
  async checkCodeQuality(project) {
    const items = await ci.checkCodeQuality(project);
    return items.map(({ name, success, text, detail }) => ({
      name: String(name),
      success: success === true,
      text: text ?? '',
      detail: detail as unknown,
    }));
  },
};

async function perform(request: Request): Promise<Answer> {
  try {
    const value = await operations[request.operation](openProject(request));
    return complaints.length === 0 ? { ok: true, value, warnings } : { ok: false, complaints };
  } catch (error) {
    return { ok: false, complaints: [...complaints, error instanceof Error ? error.message : String(error)] };
  }
}

process.once('message', (request: Request) => {
  void perform(request).then((answer) => process.send?.(answer, () => process.exit(0)));
});
