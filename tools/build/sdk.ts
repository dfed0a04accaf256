import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { writeClient } from '../sdk/write-client';
import { withOwnHelpers } from './helpers';
import { dist } from './paths';

/** Puts the client, with what it needs of the SDK, where the compiled files expect it: one file. */
export async function sdk(): Promise<void> {
  await writeClient(dist);
  const client = join(dist, 'lib/sdk/authentication-client.js');
  await writeFile(client, withOwnHelpers(await readFile(client, 'utf8'), 'lib/sdk/authentication-client.js'));
}
sdk.displayName = 'sdk';
