/** The keys of the tests' Authing servers: made once a clone, since making them takes longer than most files of tests. */
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createServerKeys, type ServerKeys } from 'authing-miniapp-emulator/authing';

const file = join(__dirname, '../../node_modules/.cache/authing-miniapp/server-keys.json');

export function serverKeys(): ServerKeys {
  if (!existsSync(file)) {
    mkdirSync(dirname(file), { recursive: true });
    // Complete or not at all: other workers read it.
    const part = `${file}.${process.pid}`;
    writeFileSync(part, JSON.stringify(createServerKeys()));
    renameSync(part, file);
  }
  return JSON.parse(readFileSync(file, 'utf8')) as ServerKeys;
}
