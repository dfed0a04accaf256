import { readFileSync } from 'node:fs';
import { relative } from 'node:path';
import ts from 'typescript';
import type { Compilers } from 'authing-miniapp-emulator/engines';
import { root } from './markdown';

declare global {
  /** Called by code that {@link tracing} has compiled, with what is entered: `lib/wx/login.ts wxLogin`. */
  var entered: ((call: string) => void) | undefined;
}

/** Has every function with a name say when it is entered. */
export const tracing: Compilers = {
  '.ts': (file) => {
    const path = relative(root, file).replaceAll('\\', '/');
    const compilerOptions = { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2018, esModuleInterop: true };
    return ts.transpileModule(traced(readFileSync(file, 'utf8'), path), { compilerOptions }).outputText;
  },
};

function traced(text: string, path: string): string {
  const starts: [at: number, name: string][] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isFunctionLike(node) && node.name && 'body' in node && node.body && ts.isBlock(node.body)) {
      starts.push([node.body.getStart() + 1, node.name.getText()]);
    }
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true));
  return starts.reverse().reduce((code, [at, name]) => `${code.slice(0, at)}entered('${path} ${name}');${code.slice(at)}`, text);
}
