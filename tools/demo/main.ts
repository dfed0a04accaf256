/** `npm run demo`: the example mini program in a browser. `-- --once`: the journey by itself. `-- --port 8100`: where. */
import { parseArgs } from 'node:util';

const DEFAULT_PORT = 8090;

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { once: { type: 'boolean', default: false }, port: { type: 'string' } },
  });
  const port = values.port === undefined ? undefined : portFrom(values.port);
  // Loaded only now: the demo is seconds of compilers, which a misspelt option does not wait for.
  if (values.once) {
    const { runOnce } = await import('./journey/once');
    process.exitCode = (await runOnce(port)) ? 0 : 1;
    return;
  }
  await serveUntilStopped(port ?? DEFAULT_PORT);
}

async function serveUntilStopped(port: number): Promise<void> {
  const { packExample } = await import('./miniprogram-npm');
  const { rebuildOnChange } = await import('./rebuild');
  const { startDemo } = await import('./server');
  const log = (line: string): void => console.log(line);
  log("Packing the package into the example with WeChat's npm build …");
  await packExample();
  const demo = await startDemo({ port, watch: true, log });
  const stopRebuilding = rebuildOnChange(log, demo.example);
  const stop = (): void => {
    stopRebuilding();
    demo.close().then(
      () => process.exit(0),
      (error: unknown) => {
        console.error(error);
        process.exit(1);
      },
    );
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, stop);
  const taken = Number(new URL(demo.url).port);
  if (port !== 0 && taken !== port) log(`Port ${port} is in use: ${taken} is taken instead.`);
  log(`\n  The demo is at  ${demo.url}\n  Authing is at   ${demo.backend.authing.url}\n\n  Ctrl-C ends both.\n`);
  demo
    .addPredecessor()
    .catch((error: unknown) => log(`The predecessor cannot be shown: ${error instanceof Error ? error.message : String(error)}`));
}

function portFrom(text: string): number {
  const port = Number(text);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new Error(`--port ${text} is no port: say a number from 0 to 65535.`);
  return port;
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
