import { fork } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { WechatCompilerError } from './errors';
import type { Answer, OperationName, Operations } from './operations';
import type { MiniProgramProject } from './project';

/** The largest app measured here takes 10 s on a slow machine; ten times that is a hang. */
const TIME_LIMIT_MS = 120_000;

/** Hears the warnings of an operation; without a listener a warning is a failure. */
export type OnWarning = (warning: string) => void;

/** @throws WechatCompilerError with everything the compiler complained about */
export async function runOperation<Name extends OperationName>(
  operation: Name,
  project: MiniProgramProject,
  onWarning?: OnWarning,
): Promise<Operations[Name]> {
  const answer = await ask(operation, project);
  const subject = `${project.dir} (${operation})`;
  if (!answer.ok) throw new WechatCompilerError(subject, answer.complaints);
  if (answer.warnings.length > 0 && !onWarning) throw new WechatCompilerError(subject, answer.warnings);
  answer.warnings.forEach((warning) => onWarning?.(warning));
  return answer.value as Operations[Name]; // the process answers the operation it was asked for
}

/** Resolves when the process has ended, so that nothing of it is left behind. */
function ask(operation: OperationName, { dir, appId }: MiniProgramProject): Promise<Answer> {
  return new Promise((resolve) => {
    let answer: Answer | undefined;
    let console = '';
    // The compiler leaves empty folders wherever it runs.
    const cwd = mkdtempSync(join(tmpdir(), 'wechat-compiler-'));
    const child = fork(join(__dirname, 'compiler-process.ts'), {
      execArgv: ['--require', createRequire(__filename).resolve('tsx/cjs')],
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
