import { posix, relative } from 'node:path';
import { Transform } from 'node:stream';
import { dest } from 'gulp';
import { createProject } from 'gulp-typescript';
import ts from 'typescript';
import type Vinyl from 'vinyl';
import { dist, root } from './paths';

/** TypeScript to ES5 CommonJS with `.d.ts`, file by file: the package mirrors the source. */
export function scripts(): Promise<unknown> {
  // gulp-typescript takes isolatedModules for "do not check types, write no declarations".
  const project = createProject('tsconfig.phone.json', { isolatedModules: false });
  const compiled = project.src().pipe(project());
  return Promise.all([
    finished(compiled.js.pipe(withoutComments()).pipe(dest(dist))),
    finished(compiled.dts.pipe(dest(dist))),
  ]);
}
scripts.displayName = 'scripts';

/** Comments are for `.d.ts` files and the source; on phones they are bytes. TypeScript's own option would drop both. */
const withoutComments = (): Transform => {
  const printer = ts.createPrinter({ removeComments: true, neverAsciiEscape: true } as ts.PrinterOptions);
  return new Transform({
    objectMode: true,
    transform(file: Vinyl, _encoding, done) {
      const code = printer.printFile(ts.createSourceFile(file.path, String(file.contents), ts.ScriptTarget.ES5));
      file.contents = Buffer.from(code.replace('require("tslib")', `require("${tslibFrom(file.path)}")`));
      done(null, file);
    },
  });
};

/** The package depends on nothing, so TypeScript's run-time helpers are a file in it: lib/tslib.js. */
function tslibFrom(path: string): string {
  const to = posix.relative(posix.dirname(relative(root, path).replace(/\\/g, '/')), 'lib/tslib');
  return to.startsWith('.') ? to : `./${to}`;
}

const finished = (stream: NodeJS.ReadWriteStream): Promise<void> =>
  new Promise((resolve, reject) => stream.on('finish', resolve).on('error', reject));
