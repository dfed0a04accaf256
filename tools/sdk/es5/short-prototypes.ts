import ts from 'typescript';

const f = ts.factory;

/** The class in `Class.prototype.method = …`. */
function assignedClass(statement: ts.Statement): ts.Identifier | undefined {
  if (!ts.isExpressionStatement(statement) || !ts.isBinaryExpression(statement.expression)) return undefined;
  const { left } = statement.expression;
  if (!ts.isPropertyAccessExpression(left) || !ts.isPropertyAccessExpression(left.expression)) return undefined;
  const { expression, name } = left.expression;
  return name.text === 'prototype' && ts.isIdentifier(expression) ? expression : undefined;
}

/** Of ES5 classes as TypeScript writes them: `C.prototype.m = …` becomes `p.m = …`, because no minifier dares to. */
export const shortPrototypes: ts.TransformerFactory<ts.SourceFile> = (context) => {
  const shorten = (block: ts.Block): ts.Block => {
    const first = block.statements.findIndex((statement) => assignedClass(statement));
    const type = block.statements[first] && assignedClass(block.statements[first]);
    if (!type) return block;
    const prototype = f.createUniqueName('prototype');
    const declaration = f.createVariableStatement(
      undefined,
      f.createVariableDeclarationList([
        f.createVariableDeclaration(prototype, undefined, undefined, f.createPropertyAccessExpression(type, 'prototype')),
      ]),
    );
    const statements = block.statements.map((statement) => {
      if (assignedClass(statement)?.text !== type.text) return statement;
      const assignment = (statement as ts.ExpressionStatement).expression as ts.BinaryExpression;
      const { name } = assignment.left as ts.PropertyAccessExpression;
      return f.createExpressionStatement(f.createAssignment(f.createPropertyAccessExpression(prototype, name), assignment.right));
    });
    return f.updateBlock(block, [...statements.slice(0, first), declaration, ...statements.slice(first)]);
  };
  const visit = (node: ts.Node): ts.Node => {
    const inner = ts.visitEachChild(node, visit, context);
    return ts.isBlock(inner) ? shorten(inner) : inner;
  };
  return (file) => ts.visitNode(file, visit) as ts.SourceFile;
};
