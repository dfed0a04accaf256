import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The installed package: this program is one file, in a folder of it. */
const root = join(__dirname, '..');

/** What WeChat's npm build would copy. */
export const miniprogram = join(root, 'miniprogram_dist');

/** Of package.json. */
export interface Manifest {
  readonly version: string;
  readonly description: string;
  readonly repository: { readonly url: string };
}

export const readManifest = (): Manifest => JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as Manifest;
