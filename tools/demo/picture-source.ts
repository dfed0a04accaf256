/** What the pictures in docs/images show, as one hash: when it changes, they are stale. */
import { createHash } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../build/files';

export const picturesDir = join(root, 'docs/images');

/** Beside the pictures: the hash of what they were made from. */
export const sourceFile = join(picturesDir, 'made-from.txt');

/** Looks and words of the example, the components and the panel; their code may change without changing a picture. */
const seen = [
  { folder: 'examples/native', files: /^(?!.*(miniprogram_npm|node_modules)).*(\.wxml|\.wxss|strings\.ts|app\.json|theme\.json)$/ },
  { folder: 'components', files: /\.(wxml|wxss)$/ },
  { folder: 'lib/panel', files: /words\.ts$/ },
  { folder: 'packages/playground/src/client/panel', files: /(\.css|texts\/[a-z]+\.ts)$/ },
];

/** SHA-256, hex. */
export function pictureSource(): string {
  const hash = createHash('sha256');
  for (const { folder, files } of seen) {
    const dir = join(root, folder);
    const paths = readdirSync(dir, { recursive: true }).map((path) => String(path).replace(/\\/g, '/'));
    for (const path of paths.filter((name) => files.test(name)).sort())
      hash.update(`${folder}/${path}\n`).update(readFileSync(join(dir, path)));
  }
  return hash.digest('hex');
}
