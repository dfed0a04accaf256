import type { QualityCheck } from './operations';
import type { MiniProgramProject } from './project';
import { runOperation, type OnWarning } from './run-operation';

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
