/** The demo as a whole: the back end, and a playground for each mini program that can be watched. */
import { join } from 'node:path';
import { root } from '../build/files';
import { createPlaygroundServer } from 'authing-miniapp-playground/server';
import type { PlaygroundServer } from 'authing-miniapp-playground/server';
import { startBackend } from 'authing-miniapp-playground/backend/backend';
import type { DemoBackend } from 'authing-miniapp-playground/backend/backend';
import { createBackendApi } from 'authing-miniapp-playground/backend/api';
import { exampleDir, packPredecessor, predecessorDir } from './miniprogram-npm';
import type { DemoApp } from 'authing-miniapp-playground/backend/protocol';

export interface DemoOptions {
  /** The example's port; the next free one is taken when it is in use. Default: any. */
  port?: number;
  /** Rebuild and reload when a file of a mini program changes. Default false. */
  watch?: boolean;
  /** Hears every build and every problem of a mini program. Default: not told. */
  log?: (line: string) => void;
}

export interface Demo {
  readonly backend: DemoBackend;
  /** Where the example can be seen. */
  readonly url: string;
  /** Problems of the example, found while compiling it. */
  readonly problems: PlaygroundServer['problems'];
  /**
   * Packs authing-wxapp-sdk and serves a mini program that uses it as documented; from then on the panel has a link to it.
   * @returns where
   */
  addPredecessor(): Promise<string>;
  close(): Promise<void>;
}

const panelDir = join(root, 'packages/playground/src/client/panel');

/** Starts everything on 127.0.0.1. The example must be packed (`packExample`). */
export async function startDemo({ port = 0, watch = false, log = () => undefined }: DemoOptions = {}): Promise<Demo> {
  const backend = await startBackend();
  const api = createBackendApi(backend);
  const serve = (project: string, wanted: number, hear: (line: string) => void): Promise<PlaygroundServer> =>
    createPlaygroundServer({
      project,
      port: wanted,
      watch,
      log: hear,
      device: join(panelDir, 'connect-device.ts'),
      panel: join(panelDir, 'mount.ts'),
      routes: (app) => void app.route('/', api),
    });
  const servers: PlaygroundServer[] = [];
  const closeAll = async (): Promise<void> => {
    await Promise.all(servers.map((server) => server.close()));
    await backend.close();
  };

  try {
    const example = await serve(exampleDir, port, log);
    servers.push(example);
    const own: DemoApp = { id: 'example', url: example.url };
    backend.setApps([own]);
    return {
      backend,
      url: example.url,
      get problems() {
        return example.problems;
      },
      async addPredecessor() {
        backend.setApps([own, { id: 'predecessor' }]);
        try {
          await packPredecessor();
          // What the compiler thinks of other people's packages helps nobody here.
          const server = await serve(predecessorDir, port === 0 ? 0 : port + 1, () => undefined);
          servers.push(server);
          backend.setApps([own, { id: 'predecessor', url: server.url }]);
          return server.url;
        } catch (error) {
          const unavailable = error instanceof Error ? error.message : String(error);
          backend.setApps([own, { id: 'predecessor', unavailable }]);
          throw error;
        }
      },
      close: closeAll,
    };
  } catch (error) {
    await closeAll();
    throw error;
  }
}
