import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import type { ServerKeys } from '../crypto/keys';
import type { StoreData } from './store';

/** Content of the file that `AuthingServerOptions.file` names. */
export interface StoredServer {
  keys: ServerKeys;
  data: StoreData;
}

/** Keeps a server's data in one JSON file. */
export class StoreFile {
  private written = '';

  constructor(private readonly path: string) {}

  /** What the file holds; undefined when there is none yet. Throws on a file that is no JSON. */
  read(): StoredServer | undefined {
    if (!existsSync(this.path)) return undefined;
    this.written = readFileSync(this.path, 'utf8');
    try {
      return JSON.parse(this.written) as StoredServer;
    } catch (error) {
      throw new Error(`${this.path} holds no JSON. Delete it to start with an empty server.`, { cause: error });
    }
  }

  /** Writes if something changed. The file is replaced in one step: a crash leaves the old one. */
  write(content: StoredServer): void {
    const text = JSON.stringify(content);
    if (text === this.written) return;
    writeFileSync(`${this.path}.part`, text, { mode: 0o600 });
    renameSync(`${this.path}.part`, this.path);
    this.written = text;
  }
}
