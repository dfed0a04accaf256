/** The files of a mini-program project, by the paths the mini program itself uses: relative to its root, with `/`, no leading slash. */
import { existsSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';

interface PackageManifest {
  miniprogram?: string;
  main?: string;
  dependencies?: Record<string, string>;
  devDependencies?: Record<string, string>;
}

/** The name of a package and what follows it in a request: `@scope/name/rest`. */
const REQUEST = /^((?:@[^/]+\/)?[^/]+)(\/.*)?$/;

/** The package that a request which is no path can only be of. */
export const packageName = (request: string): string => REQUEST.exec(request)?.[1] ?? request;

export class ProjectFiles {
  /** Absolute directory that holds app.json. */
  readonly root: string;
  private readonly folder: string;
  /** Absolute paths that were looked for, there or not: nothing else can change what was compiled. */
  private readonly lookedFor = new Set<string>();
  /** `miniprogram_npm/<name>/` to the absolute directory it was found in, for packages that no npm build has copied. */
  private readonly mounts = new Map<string, string>();

  /** `folder` holds project.config.json (whose `miniprogramRoot` is followed) or app.json itself. Throws when the former is no JSON. */
  constructor(folder: string) {
    this.folder = path.resolve(folder);
    this.root = path.resolve(this.folder, miniprogramRoot(this.folder));
    this.lookedFor.add(path.join(this.folder, 'project.config.json'));
  }

  /** The absolute path of a file of the mini program; the file need not exist. Undefined for a path that leaves the project. */
  absolute(file: string): string | undefined {
    for (const [prefix, directory] of this.mounts) {
      if (file.startsWith(prefix)) return inside(directory, file.slice(prefix.length));
    }
    return inside(this.root, file);
  }

  exists(file: string): boolean {
    const absolute = this.absolute(file);
    if (absolute !== undefined) this.lookedFor.add(absolute);
    return absolute !== undefined && existsSync(absolute) && statSync(absolute).isFile();
  }

  /** The text of `file`, or undefined when there is no such file. */
  read(file: string): string | undefined {
    return this.exists(file) ? readFileSync(this.absolute(file) as string, 'utf8') : undefined;
  }

  /** Whether a change of the file or folder at this absolute path may change what was read so far. */
  concerns(absolute: string): boolean {
    return this.lookedFor.has(absolute) || [...this.lookedFor].some((file) => file.startsWith(absolute + path.sep));
  }

  /**
   * The folders around what was looked for outside of the mini program's own: project.config.json, package.json, node_modules. Where a
   * folder is not there yet, the one that it would be in.
   */
  get surroundings(): string[] {
    const isOwn = (file: string): boolean => file.startsWith(this.root + path.sep) && !/[\\/]node_modules[\\/]/.test(file);
    const outside = [...this.lookedFor].filter((file) => !isOwn(file));
    return [...new Set(outside.map((file) => existingFolder(path.dirname(file))))];
  }

  /**
   * Where `request` of an npm package is, seen from the file `from`: in the nearest `miniprogram_npm`, else in `node_modules` of the
   * project, else undefined. `built` is false for the latter, which WeChat refuses until its npm build has run.
   */
  npm(request: string, from: string): { path: string; built: boolean } | undefined {
    const [, name = request, rest = ''] = REQUEST.exec(request) ?? [];
    for (let folder = path.posix.dirname(from); ; folder = path.posix.dirname(folder)) {
      const built = path.posix.join(folder, 'miniprogram_npm', name);
      if (this.has(built)) return { path: built + rest, built: true };
      if (folder === '.') break;
    }
    const installed = this.installed(name);
    if (installed === undefined) return undefined;
    this.mounts.set(`miniprogram_npm/${name}/`, installed.directory);
    return { path: `miniprogram_npm/${name}${rest === '' ? installed.main : rest}`, built: false };
  }

  /** The package that `request` is of, when the mini program's package.json depends on it: somebody forgot to install or build it. */
  missingPackage(request: string): string | undefined {
    const name = packageName(request);
    return [this.root, this.folder].some((folder) => {
      this.lookedFor.add(path.join(folder, 'package.json'));
      const { dependencies, devDependencies } = manifestIn(folder);
      return name in { ...dependencies, ...devDependencies };
    })
      ? name
      : undefined;
  }

  /** The package that `request`, seen from the file `from`, can only be of: no folder of the mini program has its name. */
  packageOf(request: string, from: string): string | undefined {
    const name = REQUEST.exec(request)?.[1];
    const [first = ''] = request.split('/');
    if (name === undefined || !request.includes('/') || !/^[@\w]/.test(request)) return undefined;
    return ['.', path.posix.dirname(from)].some((folder) => this.has(path.posix.join(folder, first))) ? undefined : name;
  }

  private has(directory: string): boolean {
    const absolute = this.absolute(directory);
    if (absolute !== undefined) this.lookedFor.add(absolute);
    return absolute !== undefined && existsSync(absolute);
  }

  /** A package made for mini programs, or a plain one, which WeChat's npm build would bundle. */
  private installed(name: string): { directory: string; main: string } | undefined {
    for (let folder = this.folder; ; folder = path.dirname(folder)) {
      const directory = path.join(folder, 'node_modules', name);
      // npm writes it when it installs something.
      if (folder === this.folder) this.lookedFor.add(path.join(folder, 'node_modules', '.package-lock.json'));
      if (existsSync(path.join(directory, 'package.json'))) {
        const { miniprogram = 'miniprogram_dist', main = 'index.js' } = manifestIn(directory);
        const made = path.join(directory, miniprogram);
        return existsSync(made) ? { directory: made, main: '' } : { directory, main: path.posix.join('/', main) };
      }
      if (folder === path.dirname(folder)) return undefined;
    }
  }
}

const existingFolder = (folder: string): string => (existsSync(folder) ? folder : existingFolder(path.dirname(folder)));

function manifestIn(folder: string): PackageManifest {
  const file = path.join(folder, 'package.json');
  return existsSync(file) ? (parsed(file) as PackageManifest) : {};
}

function miniprogramRoot(folder: string): string {
  const file = path.join(folder, 'project.config.json');
  if (!existsSync(file)) return '.';
  const { miniprogramRoot: root = '.' } = parsed(file) as { miniprogramRoot?: string };
  return root;
}

/** @throws Error that names the file */
function parsed(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new Error(`${file}: ${(error as Error).message}`, { cause: error });
  }
}

function inside(directory: string, file: string): string | undefined {
  const absolute = path.join(directory, file);
  return absolute === directory || absolute.startsWith(directory + path.sep) ? absolute : undefined;
}
