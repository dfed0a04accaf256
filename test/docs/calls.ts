import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import ts from 'typescript';
import { filesIn } from '../../tools/lint/files';

declare global {
  /** Called by code that {@link writeTraced} wrote, with what is entered: `lib/wx/login.ts wxLogin`. */
  var entered: ((call: string) => void) | undefined;
}

/** Compiles folders of the project, file by file, so that every function with a name says when it is entered. */
export function writeTraced(root: string, folders: readonly string[], to: string): void {
  for (const folder of folders) {
    for (const below of filesIn(join(root, folder))) {
      const path = `${folder}/${below}`;
      const target = join(to, path.replace(/\.ts$/, '.js'));
      const text = readFileSync(join(root, path), 'utf8');
      mkdirSync(dirname(target), { recursive: true });
      writeFileSync(target, path.endsWith('.ts') ? compiled(traced(text, path)) : text);
    }
  }
}

function compiled(text: string): string {
  const compilerOptions = { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2018, esModuleInterop: true };
  return ts.transpileModule(text, { compilerOptions }).outputText;
}

function traced(text: string, path: string): string {
  const ends: [at: number, name: string][] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isFunctionLike(node) && node.name && 'body' in node && node.body && ts.isBlock(node.body)) {
      ends.push([node.body.getStart() + 1, node.name.getText()]);
    }
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true));
  return ends.reverse().reduce((code, [at, name]) => `${code.slice(0, at)}entered('${path} ${name}');${code.slice(at)}`, text);
}
