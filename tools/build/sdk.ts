import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { bundleSdk } from '../sdk/bundle';
import { dist } from './paths';

/** Puts the shaken SDK where the compiled files expect it. */
export async function sdk(): Promise<void> {
  const { js } = await bundleSdk();
  await writeFile(join(dist, 'lib/sdk/authing-js-sdk.js'), js);
}
sdk.displayName = 'sdk';
