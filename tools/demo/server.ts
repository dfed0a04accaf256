/** The demo as a whole: one back end, and a playground on it for each mini program that can be watched. */
import { createPlaygroundServer } from 'authing-miniapp-playground/server';
import type { PlaygroundServer } from 'authing-miniapp-playground/server';
import { startBackend } from 'authing-miniapp-playground/backend';
import type { Backend, ListedApp } from 'authing-miniapp-playground/backend';
import { exampleDir, packPredecessor, predecessorDir } from './miniprogram-npm';

export interface DemoOptions {
  /** The example's port; the next free one is taken when it is in use. Default: any. */
  port?: number;
  /** Rebuild and reload when a file of a mini program changes. Default false. */
  watch?: boolean;
  /** Hears every build and every problem of a mini program. Default: not told. */
  log?: (line: string) => void;
}

export interface Demo {
  readonly backend: Backend;
  /** Where the example can be seen. */
  readonly url: string;
  /** Shows what becomes of the example's sources. */
  readonly example: Pick<PlaygroundServer, 'report' | 'rebuild'>;
  /** Problems of the example, found while compiling it. */
  readonly problems: PlaygroundServer['problems'];
  /**
   * Packs authing-wxapp-sdk and serves a mini program that uses it as documented; from then on the panel has a link to it.
   * @returns where
   */
  addPredecessor(): Promise<string>;
  close(): Promise<void>;
}

const ours: ListedApp = {
  name: 'authing-miniapp',
  note: { zh_CN: '点按之前，登录凭证就已备好。', en: 'The login code is there before the tap.' },
};
const theirs: ListedApp = {
  name: 'authing-wxapp-sdk',
  note: { zh_CN: '按其文档：在回调里调用 wx.login。', en: 'As documented: wx.login in the callback.' },
};

/** Starts everything on 127.0.0.1. The example must be packed (`packExample`). */
export async function startDemo({ port = 0, watch = false, log = () => undefined }: DemoOptions = {}): Promise<Demo> {
  const backend = await startBackend();
  const servers: PlaygroundServer[] = [];
  const serve = async (project: string, wanted: number, hear: (line: string) => void): Promise<PlaygroundServer> => {
    const server = await createPlaygroundServer({ project, backend, port: wanted, watch, log: hear });
    servers.push(server);
    return server;
  };
  const close = async (): Promise<void> => {
    await Promise.all(servers.map((server) => server.close()));
    await backend.close();
  };

  try {
    const example = await serve(exampleDir, port, log);
    const listed = { ...ours, url: example.url };
    backend.setApps([listed]);
    return {
      backend,
      url: example.url,
      example,
      get problems() {
        return example.problems;
      },
      async addPredecessor() {
        backend.setApps([listed, theirs]);
        try {
          await packPredecessor();
          // What the compiler thinks of other people's packages helps nobody here.
          const { url } = await serve(predecessorDir, port === 0 ? 0 : port + 1, () => undefined);
          backend.setApps([listed, { ...theirs, url }]);
          return url;
        } catch (error) {
          const unavailable = error instanceof Error ? error.message : String(error);
          backend.setApps([listed, { ...theirs, unavailable }]);
          throw error;
        }
      },
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}
