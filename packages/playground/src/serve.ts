/** `tsx packages/playground/src/serve.ts <folder> [--port N]`: shows any mini program in the browser until Ctrl-C. */
import { parseArgs } from 'node:util';
import { createPlaygroundServer } from './server';

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({ allowPositionals: true, options: { port: { type: 'string', default: '8090' } } });
  const [project] = positionals;
  if (project === undefined) throw new Error('Which mini program? tsx packages/playground/src/serve.ts <folder>');
  const server = await createPlaygroundServer({ project, port: Number(values.port) });
  console.log(`Mini program playground: ${server.url}`);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void server.close().then(() => process.exit(0)));
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
