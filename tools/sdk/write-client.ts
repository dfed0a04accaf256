import { readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { bundleClient } from './bundle';
import { included } from './source/kernel-modules';

/**
 * Puts the bundled client into a built package: `lib/sdk/authentication-client.js` takes the place of everything that was
 * compiled from `lib/sdk`, and the SDK's types that of the declarations that import the SDK. Other `.d.ts` files stay.
 */
export async function writeClient(dist: string): Promise<void> {
  const { js, dts } = await bundleClient();
  const compiled = (await readdir(join(dist, 'lib/sdk'), { recursive: true })).filter((path) => path.endsWith('.js'));
  const obsolete = [...compiled.map((path) => `lib/sdk/${path}`), ...included.map((name) => `${name}.js`)];
  await Promise.all(obsolete.map((path) => rm(join(dist, path), { force: true })));
  await writeFile(join(dist, 'lib/sdk/authentication-client.js'), js);
  await writeFile(join(dist, 'lib/sdk/authing-js-sdk.d.ts'), dts);
}
