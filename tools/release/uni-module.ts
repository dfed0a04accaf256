import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { strToU8, zipSync } from 'fflate';
import { readFiles } from '../../cli/copy/files';
import { UNI_MODULE, uniModuleFiles } from '../../cli/copy/uni-module';
import { LIST, writeList } from '../../cli/copy/written';
import type { Manifest as CopiedManifest } from '../../cli/package';

/**
 * Writes the built package as a module of uni-app: what `npx authing-miniapp copy --uni-modules` makes, for those who have no npm, and for
 * DCloud's market. It unpacks into a project's `uni_modules`, where the command can bring it up to date.
 * @param time of each file in the archive, so that the same commit gives the same bytes
 * @returns the archive's name
 */
export function packUniModule(root: string, target: string, time: Date): string {
  const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as CopiedManifest & { name: string };
  const files = uniModuleFiles(readFiles(join(root, 'miniprogram_dist')), manifest);
  const all = [...files, [LIST, writeList(files, manifest.version)] as const];
  const zipped = zipSync(Object.fromEntries(all.map(([path, text]) => [`${UNI_MODULE}/${path}`, strToU8(text)])), {
    mtime: inUtc(time),
    level: 9,
  });
  const file = `${manifest.name}-${manifest.version}.uni_modules.zip`;
  writeFileSync(join(target, file), zipped);
  return file;
}

/** Archives hold the hour that a clock on the wall shows: here, that of a wall in Greenwich, wherever this runs. */
const inUtc = (time: Date): Date => new Date(time.getTime() + time.getTimezoneOffset() * 60_000);
