/** The real authing-wxapp-sdk, as a phone would run it: its CommonJS bundled into one function, which is called with a phone's names. */
import { buildSync } from 'esbuild';
import { absentInApp } from '../light-engine/device-modules';

/** What of the package the documented pages use. */
export interface PredecessorClient {
  loginByCode(code: string, options?: { rawData?: unknown }): Promise<unknown>;
  loginByPhone(code: string, iv: unknown, encryptedData: unknown): Promise<unknown>;
  getPhone(code: string, iv: unknown, encryptedData: unknown): Promise<unknown>;
  updateAvatar(): Promise<unknown>;
  tokenProvider: { clearUser(): void; setUser(user: object): void };
}

type CreateClient = (options: {
  appId: string;
  host: string;
  onError: (code: number, message: string, data?: unknown) => void;
}) => PredecessorClient;

/** The app that runs now: the package is evaluated once per process and looks its names up here at each use. */
let running: Readonly<Record<string, unknown>> = {};
let create: CreateClient | undefined;

/** From now on the package runs in this app. */
export function predecessorIn(globals: Readonly<Record<string, unknown>>): CreateClient {
  running = globals;
  create ??= evaluate();
  return create;
}

const names = ['wx', 'setTimeout', 'clearTimeout', 'console'];

function evaluate(): CreateClient {
  const {
    outputFiles: [bundle],
  } = buildSync({
    stdin: { contents: "export { AuthenticationClient } from 'authing-wxapp-sdk';", resolveDir: __dirname },
    bundle: true,
    write: false,
    format: 'cjs',
    target: 'es2020',
    platform: 'browser',
    // Only asked for by a method that no mini program can use.
    external: ['crypto'],
  });
  const module = { exports: {} as { AuthenticationClient: new (options: object) => PredecessorClient } };
  const forwarding = names.map(
    (name) =>
      new Proxy(() => undefined, {
        get: (_, member) => Reflect.get(running[name] as object, member) as unknown,
        apply: (_, self, args) => Reflect.apply(running[name] as () => unknown, self, args) as unknown,
      }),
  );
  // The package's own code; evaluating it is the point.
  // eslint-disable-next-line @typescript-eslint/no-implied-eval
  const run = new Function('module', 'exports', ...names, ...absentInApp, bundle?.text ?? '') as (...values: unknown[]) => void;
  run(module, module.exports, ...forwarding);
  return (options) => new module.exports.AuthenticationClient({ ...options });
}
