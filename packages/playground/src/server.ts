/** Serves a mini program in the browser: compiles its folder, watches it, and answers on 127.0.0.1. */
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { createAdaptorServer } from '@hono/node-server';
import { Hono } from 'hono';
import { streamSSE } from 'hono/streaming';
import type { Problem } from './build';
import { createBackendApi } from './backend/api';
import { startBackend, type Backend } from './backend/backend';
import { bundleClient } from './bundle-client';
import { compileProject, type CompiledProject } from './compile';
import { problemTextsIn, type Language } from './compile/problem-texts';
import { explainStack } from './explain-stack';
import { watchDirectories } from './watch';

export { watchDirectories } from './watch';

export interface PlaygroundServerOptions {
  /** The mini program: a folder with app.json, or with a project.config.json that says where it is. */
  project: string;
  /** Tried first; the next ones when it is in use. Default 0: any free port. */
  port?: number;
  /** Rebuild and reload when a file changes. Default true. */
  watch?: boolean;
  /** WeChat and Authing behind it; whoever gives one closes it. Default: one of its own. */
  backend?: Backend;
  /** Shows the panel beside the device. Default true. */
  panel?: boolean;
  /** Of the problems. Default `en`. */
  language?: Language;
  /** Hears every build and every problem, also those that only show while the app runs. Default: written to the console. */
  log?: (line: string) => void;
}

export interface PlaygroundServer {
  readonly backend: Backend;
  /** Ends without a slash. */
  readonly url: string;
  /** How many pages the mini program has. */
  readonly pages: number;
  readonly problems: readonly Problem[];
  /** Compiles again and reloads every open page. */
  rebuild(): Promise<void>;
  /** Shows a problem on every open page until the next build, for whoever makes what the mini program is compiled from. */
  report(problem: Problem): void;
  close(): Promise<void>;
}

/** Resolves when the playground answers. Rejects when the browser side cannot be bundled or no port can be had. */
export async function createPlaygroundServer(options: PlaygroundServerOptions): Promise<PlaygroundServer> {
  const { log = (line: string) => console.log(line), language = 'en' } = options;
  const texts = problemTextsIn(language);
  const [client, compiled] = await Promise.all([clientScript(), compileProject(options.project, { language })]);
  let project = compiled;
  const backend = options.backend ?? (await startBackend());
  /** The open pages, each by what sends it an event. */
  const listeners = new Set<(event: 'reload' | 'problem', data?: string) => void>();
  const tell = (problems: readonly Problem[]): void =>
    problems.forEach((problem) => log(describe(problem, texts.severities[problem.severity])));
  tell(project.build.problems);

  const rebuild = async (): Promise<void> => {
    const before = new Set(project.build.problems.map(nameOf));
    project = await compileProject(options.project, { number: project.build.number + 1, language });
    log(texts.rebuilt(project.build.number));
    // An error that is still there is worth a line, the same warning is not.
    tell(project.build.problems.filter((problem) => problem.severity === 'error' || !before.has(nameOf(problem))));
    listeners.forEach((send) => send('reload'));
    watch();
  };

  /** Absolute paths of the pictures and sounds that were asked for. */
  const assets = new Set<string>();
  let work = Promise.resolve();
  /** Only what the mini program has read counts: the folder may hold a log of this very server. */
  const changed = (paths: readonly string[]): void => {
    // One after the other: what was being compiled decides whether a change during that concerns it.
    work = work
      .then(() => (paths.some((file) => project.files.concerns(file) || assets.has(file)) ? rebuild() : undefined))
      .catch((error: unknown) => log(String(error)));
  };

  /** What is watched, each with what ends that. */
  let watched = new Map<string, () => void>();
  let closed = false;
  const watch = (): void => {
    if (options.watch === false || closed) return;
    const { root, surroundings } = project.files;
    const start = (folder: string, within: 'everything' | 'entries'): [string, () => void] => {
      const name = `${within} ${folder}`;
      const failed = (error: Error): void => log(texts.cannotWatch(error.message));
      return [name, watched.get(name) ?? watchDirectories([folder], changed, failed, within)];
    };
    const now = new Map([start(root, 'everything'), ...surroundings.map((folder) => start(folder, 'entries'))]);
    for (const [name, stop] of watched) if (!now.has(name)) stop();
    watched = now;
  };

  const lacks = new Set<string>();
  const app = new Hono();
  app.route('/', createBackendApi(backend));
  app.get('/', (context) => context.html(page(options.panel ?? true)));
  app.get('/client.js', (context) => context.body(client, 200, { 'content-type': 'text/javascript; charset=utf-8' }));
  app.get('/build.json', (context) => context.json(project.build));
  app.get('/project/*', async (context) => {
    const file = decodeURIComponent(context.req.path.slice('/project/'.length));
    const absolute = project.files.absolute(file);
    if (absolute !== undefined) assets.add(absolute);
    return (await asset(project, file)) ?? context.notFound();
  });
  app.post('/problem', async (context) => {
    const { message, stack } = await context.req.json<{ message: string; stack: string }>();
    const problem = explainStack(project, message, stack);
    tell([problem]);
    return context.json(problem);
  });
  app.post('/unsupported', async (context) => {
    const { message } = await context.req.json<{ message: string }>();
    // Every start of the mini program tells it again.
    if (!lacks.has(message)) tell([{ severity: 'unsupported', message }]);
    lacks.add(message);
    return context.body(null, 204);
  });
  app.get('/changes', (context) =>
    streamSSE(context, async (stream) => {
      const send = (event: string, data = ''): void => void stream.writeSSE({ event, data });
      listeners.add(send);
      if (project.build.number > Number(context.req.query('since'))) send('reload');
      await new Promise<void>((resolve) => stream.onAbort(resolve));
      listeners.delete(send);
    }),
  );

  const server = createAdaptorServer({ fetch: app.fetch });
  const port = await listen(server, options.port ?? 0);
  watch();
  return {
    backend,
    url: `http://127.0.0.1:${port}`,
    get pages() {
      return project.build.app.pages.length;
    },
    get problems() {
      return project.build.problems;
    },
    rebuild,
    report: (problem) => listeners.forEach((send) => send('problem', JSON.stringify(problem))),
    async close() {
      closed = true;
      watched.forEach((stop) => stop());
      // Whoever closes may remove the mini program next.
      await work;
      if ('closeAllConnections' in server) server.closeAllConnections();
      await new Promise<void>((resolve, reject) => server.close((error) => (error ? reject(error) : resolve())));
      if (options.backend === undefined) await backend.close();
    },
  };
}

/** Tests start playgrounds by the dozen. */
let bundled: Promise<string> | undefined;

/** The browser side: the published package carries it, the repository's source is bundled once per process, so that a change shows. */
async function clientScript(): Promise<string> {
  const built = path.join(__dirname, 'client.js');
  if (existsSync(built)) return readFile(built, 'utf8');
  bundled ??= bundleClient(path.join(__dirname, 'client', 'main.ts'), { minify: false }).then(({ js }) => js);
  return bundled;
}

/** The one HTML page; everything in it is made by the script. */
const page = (panel: boolean): string => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover">
<title>Mini program playground</title>
<link rel="icon" href="data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 16 16'><rect width='16' height='16' rx='4' fill='%2307c160'/></svg>">
</head>
<body data-panel="${panel ? 'shown' : 'none'}">
<script src="/client.js"></script>
</body>
</html>
`;

type HttpServer = ReturnType<typeof createAdaptorServer>;

/** How many ports after the wanted one are tried. */
const ATTEMPTS = 20;

async function listen(server: HttpServer, wanted: number): Promise<number> {
  for (let port = wanted; ; port++) {
    try {
      await new Promise<void>((resolve, reject) => {
        server.once('error', reject);
        server.listen(port, '127.0.0.1', () => {
          server.off('error', reject);
          resolve();
        });
      });
      return (server.address() as AddressInfo).port;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE' || wanted === 0 || port - wanted >= ATTEMPTS) throw error;
    }
  }
}

const types: Record<string, string> = {
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.jpeg': 'image/jpeg',
  '.gif': 'image/gif',
  '.svg': 'image/svg+xml',
  '.webp': 'image/webp',
  '.mp3': 'audio/mpeg',
  '.mp4': 'video/mp4',
  '.json': 'application/json',
  '.woff': 'font/woff',
  '.woff2': 'font/woff2',
  '.ttf': 'font/ttf',
};

async function asset({ files }: CompiledProject, file: string): Promise<Response | undefined> {
  const absolute = files.exists(file) ? files.absolute(file) : undefined;
  const type = types[path.extname(file).toLowerCase()];
  if (absolute === undefined || type === undefined) return undefined;
  return new Response(await readFile(absolute), { headers: { 'content-type': type } });
}

/** The same for the same problem when lines before it come and go. */
const nameOf = ({ severity, message, file }: Problem): string => JSON.stringify([severity, message, file]);

function describe({ message, file, line, column, excerpt }: Problem, severity: string): string {
  const place = [file, line, column].filter((part) => part !== undefined).join(':');
  return `${severity}: ${message}${place === '' ? '' : `\n  at ${place}`}${excerpt === undefined ? '' : `\n${excerpt.replace(/^/gm, '  ')}`}`;
}
