import { fork } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { transformSync } from 'esbuild';
import type { Answer, OperationName, Operations, QualityCheck } from './compiler-process';
import type { MiniProgramProject } from './project';

/** The largest app measured here takes 10 s on a slow machine, minutes on one that is busy; this is a hang. */
const TIME_LIMIT_MS = 600_000;

/** The compiler gives processes of its own a few seconds to start, however busy the machine: then it is asked again, so many times. */
const MOST_RESTARTS = 3;
const isTooBusy = (answer: Answer): boolean =>
  !answer.ok && answer.complaints.some((complaint) => complaint.includes('fork process timeout'));

/** Hears the warnings of an operation; without a listener a warning is a failure. */
export type OnWarning = (warning: string) => void;

/** WeChat's compiler refused something, or warned where a warning counts as a failure. */
export class WechatCompilerError extends Error {
  override readonly name = 'WechatCompilerError';

  /**
   * @param subject what was being compiled
   * @param complaints what the compiler said, one line each
   */
  constructor(
    subject: string,
    readonly complaints: readonly string[],
  ) {
    super(`WeChat's compiler complains about ${subject}:\n${complaints.map((complaint) => `  ${complaint}`).join('\n')}`);
  }
}

/**
 * WeChat's npm build: copies what `package.json` names from `node_modules` to `miniprogram_npm`, bundling
 * packages that have no mini-program folder of their own.
 * @throws WechatCompilerError on a warning too, unless `onWarning` is there to hear it
 */
export function packNpm(project: MiniProgramProject, onWarning?: OnWarning): Promise<void> {
  return runOperation('packNpm', project, onWarning);
}

/**
 * Compiles a mini program as an upload would, offline.
 * @returns every file that WeChat would ship, by path from the app's root, byte for byte
 * @throws WechatCompilerError on a warning too, unless `onWarning` is there to hear it
 */
export async function compile(project: MiniProgramProject, onWarning?: OnWarning): Promise<Map<string, Uint8Array>> {
  const files = await runOperation('compile', project, onWarning);
  return new Map(Object.entries(files).map(([path, content]) => [path, Buffer.from(content as string | Uint8Array)]));
}

/** WeChat's code-quality scan: package size, compression, unused files and components, secrets in code. */
export function checkCodeQuality(project: MiniProgramProject): Promise<QualityCheck[]> {
  return runOperation('checkCodeQuality', project);
}

/** @throws WechatCompilerError with everything the compiler complained about */
async function runOperation<Name extends OperationName>(
  operation: Name,
  project: MiniProgramProject,
  onWarning?: OnWarning,
): Promise<Operations[Name]> {
  let answer = await ask(operation, project);
  for (let again = 0; again < MOST_RESTARTS && isTooBusy(answer); again++) answer = await ask(operation, project);
  const subject = `${project.dir} (${operation})`;
  if (!answer.ok) throw new WechatCompilerError(subject, answer.complaints);
  if (answer.warnings.length > 0 && !onWarning) throw new WechatCompilerError(subject, answer.warnings);
  answer.warnings.forEach((warning) => onWarning?.(warning));
  return answer.value as Operations[Name]; // the process answers the operation it was asked for
}

/**
 * compiler-process.ts as JavaScript, made once for each text of it: the process then needs no loader, which would read every file of
 * miniprogram-ci as well and take as long as the compiler.
 */
function processScript(): string {
  const source = readFileSync(join(__dirname, 'compiler-process.ts'), 'utf8');
  const name = `wechat-compiler-${createHash('sha256').update(source).digest('hex').slice(0, 16)}.js`;
  // From there Node.js finds miniprogram-ci.
  const script = join(__dirname, '../../node_modules/.cache/authing-miniapp', name);
  if (!existsSync(script)) {
    const { code } = transformSync(source, { loader: 'ts', format: 'cjs', platform: 'node', target: 'node20' });
    mkdirSync(dirname(script), { recursive: true });
    // Complete or not at all: other processes run it.
    const part = `${script}.${process.pid}`;
    writeFileSync(part, code);
    renameSync(part, script);
  }
  return script;
}

/** Resolves when the process has ended, so that nothing of it is left behind. */
function ask(operation: OperationName, { dir, appId }: MiniProgramProject): Promise<Answer> {
  return new Promise((resolve) => {
    let answer: Answer | undefined;
    let console = '';
    // The compiler leaves empty folders wherever it runs.
    const cwd = mkdtempSync(join(tmpdir(), 'wechat-compiler-'));
    const child = fork(processScript(), {
      execArgv: [],
      serialization: 'advanced',
      silent: true,
      cwd,
    });
    const timer = setTimeout(() => child.kill('SIGKILL'), TIME_LIMIT_MS);
    const failure = (what: string): Answer => ({ ok: false, complaints: [what, ...console.trimEnd().split('\n').slice(-20)] });
    child.stdout?.on('data', (chunk: Buffer) => {
      console += chunk.toString();
    });
    child.stderr?.on('data', (chunk: Buffer) => {
      console += chunk.toString();
    });
    child.once('message', (message) => {
      answer = message as Answer;
    });
    child.once('error', (error) => resolve(failure(error.message)));
    child.once('close', (code, signal) => {
      clearTimeout(timer);
      rmSync(cwd, { recursive: true, force: true });
      const what = signal === 'SIGKILL' ? `no answer within ${TIME_LIMIT_MS / 1000} s` : `ended with ${signal ?? code} and no answer`;
      resolve(answer ?? failure(what));
    });
    child.send({ operation, projectDir: dir, appId });
  });
}
