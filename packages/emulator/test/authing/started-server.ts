import type { AuthingServer, AuthingServerOptions, ServerKeys } from '../../src/authing';
import { createAuthingServer, createServerKeys } from '../../src/authing';

/** The application that most tests use. */
export const APP_ID = 'test-app';
/** The mini program it is connected to. */
export const MINI_PROGRAM = 'wx0123456789abcdef';

let keys: ServerKeys | undefined;

/** Starts servers that are closed after the test they were started in. Keys are made once per file: they cost the most time. */
export function startedServers(): (options?: Partial<AuthingServerOptions>) => Promise<AuthingServer> {
  let open: AuthingServer[] = [];
  afterEach(async () => {
    await Promise.all(open.map((server) => server.close()));
    open = [];
  });
  return async (options = {}) => {
    keys ??= createServerKeys();
    const server = await createAuthingServer({
      apps: [{ appId: APP_ID, wechat: { appId: MINI_PROGRAM } }],
      keys,
      passwordCost: 16,
      ...options,
    });
    open.push(server);
    return server;
  };
}
