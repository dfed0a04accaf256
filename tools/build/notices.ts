import { copyFile, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { dist, root } from './paths';

/** Packages of which code is in the build. */
const bundled = ['authing-js-sdk', 'tslib'];

/** The licences that must travel with the code, ours and those of what is bundled. */
export async function notices(): Promise<void> {
  const texts = await Promise.all(
    bundled.map(async (name) => {
      const folder = join(root, 'node_modules', name);
      const { version } = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8')) as { version: string };
      const licence = await readFile(join(folder, 'LICENSE'), 'utf8').catch(() => readFile(join(folder, 'LICENSE.txt'), 'utf8'));
      return `${name} ${version}\n${'-'.repeat(40)}\n${licence.trim()}\n`;
    }),
  );
  await writeFile(join(dist, 'THIRD-PARTY-NOTICES.txt'), texts.join('\n\n'));
  await copyFile(join(root, 'LICENSE'), join(dist, 'LICENSE'));
}
notices.displayName = 'notices';
