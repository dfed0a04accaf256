import { relative } from 'node:path';
import { Transform } from 'node:stream';
import { dest } from 'gulp';
import { createProject } from 'gulp-typescript';
import ts from 'typescript';
import type Vinyl from 'vinyl';
import { withOwnHelpers } from './helpers';
import { dist, root } from './paths';

/** TypeScript to ES5 CommonJS with `.d.ts`, file by file: the package mirrors the source. */
export function scripts(): Promise<unknown> {
  // gulp-typescript takes isolatedModules for "do not check types, write no declarations".
  const project = createProject('tsconfig.phone.json', { isolatedModules: false });
  const compiled = project.src().pipe(project());
  return Promise.all([finished(compiled.js.pipe(withoutBallast()).pipe(dest(dist))), finished(compiled.dts.pipe(dest(dist)))]);
}
scripts.displayName = 'scripts';

/**
 * Drops what phones need not carry. Comments are for `.d.ts` files and the source (TypeScript's own option would drop both).
 * `exports.__esModule` is only asked for by foreign importers, who come through index.js; `exports.x = void 0` by nobody.
 */
const withoutBallast = (): Transform => {
  const printer = ts.createPrinter({ removeComments: true, neverAsciiEscape: true } as ts.PrinterOptions);
  return new Transform({
    objectMode: true,
    transform(file: Vinyl, _encoding, done) {
      const path = relative(root, file.path).replace(/\\/g, '/');
      const source = ts.createSourceFile(file.path, String(file.contents), ts.ScriptTarget.ES5);
      const kept = source.statements.filter((statement) => path === 'index.js' || !isExportMarker(statement.getText(source)));
      const code = printer.printFile(ts.factory.updateSourceFile(source, kept));
      file.contents = Buffer.from(withOwnHelpers(code, path));
      done(null, file);
    },
  });
};

const isExportMarker = (statement: string): boolean =>
  /^Object\.defineProperty\(exports, "__esModule"/.test(statement) || /^(exports\.\w+ = )+void 0;$/.test(statement);

const finished = (stream: NodeJS.ReadWriteStream): Promise<void> =>
  new Promise((resolve, reject) => stream.on('finish', resolve).on('error', reject));
