import ts from 'typescript';

const f = ts.factory;

/**
 * `{ ...a, b }` becomes `assign({}, a, { b })` with one `Object.assign` for the file, which every WeChat has: shorter than the nested
 * helper calls that TypeScript writes for ES5.
 */
export const spreadToAssign: ts.TransformerFactory<ts.SourceFile> = (context) => (file) => {
  const assign = f.createUniqueName('assign');
  let used = false;
  const visit = (node: ts.Node): ts.Node => {
    const inner = ts.visitEachChild(node, visit, context);
    if (!ts.isObjectLiteralExpression(inner) || !inner.properties.some(ts.isSpreadAssignment)) return inner;
    used = true;
    const sources: ts.Expression[] = [];
    let plain: ts.ObjectLiteralElementLike[] = [];
    const close = (): void => {
      if (plain.length > 0 || sources.length === 0) sources.push(f.createObjectLiteralExpression(plain));
      plain = [];
    };
    for (const property of inner.properties) {
      if (!ts.isSpreadAssignment(property)) {
        plain.push(property);
        continue;
      }
      close();
      sources.push(property.expression);
    }
    if (plain.length > 0) close();
    return f.createCallExpression(assign, undefined, sources);
  };
  const rewritten = ts.visitNode(file, visit) as ts.SourceFile;
  if (!used) return file;
  const declaration = f.createVariableDeclaration(
    assign,
    undefined,
    undefined,
    f.createPropertyAccessExpression(f.createIdentifier('Object'), 'assign'),
  );
  return f.updateSourceFile(rewritten, [f.createVariableStatement(undefined, [declaration]), ...rewritten.statements]);
};
