import ts from 'typescript';
import { shortPrototypes } from './short-prototypes';
import { spreadToAssign } from './spread-to-assign';

/** ES5 CommonJS with helpers from `tslib`, from one ES module. */
export function lowerToEs5(source: string): string {
  const { outputText } = ts.transpileModule(source, {
    compilerOptions: { target: ts.ScriptTarget.ES5, module: ts.ModuleKind.CommonJS, importHelpers: true },
    transformers: { before: [spreadToAssign], after: [shortPrototypes] },
  });
  return outputText;
}
