import ts from 'typescript';

/** Thrown when an async function does not fit the rewriting of `async-to-promises`; it then stays as it is. */
export class DoesNotFit extends Error {}

const isFunction = (node: ts.Node): boolean => ts.isFunctionLike(node) || ts.isClassLike(node);

/** Whether `test` holds for a node or anything below it, inner functions aside. */
export function contains(node: ts.Node, test: (node: ts.Node) => boolean): boolean {
  return test(node) || (!isFunction(node) && !!ts.forEachChild(node, (child) => contains(child, test)));
}

export const hasAwait = (node: ts.Node): boolean => contains(node, ts.isAwaitExpression);

const constants: ReadonlySet<ts.SyntaxKind> = new Set([
  ts.SyntaxKind.ThisKeyword,
  ts.SyntaxKind.SuperKeyword,
  ts.SyntaxKind.TrueKeyword,
  ts.SyntaxKind.FalseKeyword,
  ts.SyntaxKind.NullKeyword,
]);

/** Reading it later makes no difference that anybody cares for: names, `this`, constants, and properties of those. */
function isPlain(node: ts.Expression): boolean {
  if (ts.isPropertyAccessExpression(node) || ts.isParenthesizedExpression(node)) return isPlain(node.expression);
  if (ts.isNonNullExpression(node) || ts.isAsExpression(node)) return isPlain(node.expression);
  return ts.isIdentifier(node) || ts.isLiteralExpression(node) || constants.has(node.kind);
}

/** Parts of an expression that do nothing when they are evaluated: operators, names, types, objects of plain values. */
function isPart(node: ts.Node): boolean {
  if (ts.isPropertyAssignment(node)) return isQuiet(node.initializer);
  if (ts.isSpreadAssignment(node)) return isPlain(node.expression);
  if (ts.isObjectLiteralExpression(node)) return node.properties.every(isPart);
  return (
    ts.isShorthandPropertyAssignment(node) || ts.isToken(node) || ts.isIdentifier(node) || ts.isTypeNode(node) || ts.isFunctionLike(node)
  );
}

/** Evaluating it changes nothing and cannot fail. */
export const isQuiet = (node: ts.Node): boolean => (ts.isExpression(node) && isPlain(node)) || isPart(node);

const shortCircuits: ReadonlySet<ts.SyntaxKind> = new Set([
  ts.SyntaxKind.AmpersandAmpersandToken,
  ts.SyntaxKind.BarBarToken,
  ts.SyntaxKind.QuestionQuestionToken,
]);

/** Whether something in an expression decides if an `await` in it is reached at all. */
function decides(node: ts.Node): boolean {
  if (ts.isConditionalExpression(node)) return hasAwait(node.whenTrue) || hasAwait(node.whenFalse);
  if (ts.isBinaryExpression(node)) return shortCircuits.has(node.operatorToken.kind) && hasAwait(node.right);
  return contains(node, ts.isOptionalChain);
}

/**
 * The first `await` that is reached in an expression or statement.
 * @throws DoesNotFit when something that matters is evaluated before it, or decides whether it is reached
 */
export function firstAwait(node: ts.Node): ts.AwaitExpression | undefined {
  if (ts.isAwaitExpression(node)) return hasAwait(node.expression) ? firstAwait(node.expression) : node;
  if (isFunction(node) || !hasAwait(node)) return undefined;
  if (decides(node)) throw new DoesNotFit();
  const children: ts.Node[] = [];
  ts.forEachChild(node, (child) => void children.push(child));
  const reached = children.findIndex(hasAwait);
  if (!children.slice(0, reached).every(isQuiet)) throw new DoesNotFit();
  return firstAwait(children[reached]!);
}

/** The operand, when a statement is nothing but an `await` whose value is returned, declared, or dropped. */
export function wholeAwait(statement: ts.Statement): ts.Expression | undefined {
  let expression =
    ts.isReturnStatement(statement) || ts.isExpressionStatement(statement)
      ? statement.expression
      : ts.isVariableStatement(statement)
        ? statement.declarationList.declarations[0]?.initializer
        : undefined;
  while (expression && (ts.isParenthesizedExpression(expression) || ts.isAsExpression(expression))) expression = expression.expression;
  return expression && ts.isAwaitExpression(expression) && !hasAwait(expression.expression) ? expression.expression : undefined;
}

/**
 * Whether every promise that a `try` block returns is awaited in it. One that is not is none of the block's business: its rejection
 * would not be caught.
 */
export function returnsOnlyAwaited(block: ts.Block): boolean {
  return !contains(
    block,
    (node) =>
      ts.isReturnStatement(node) &&
      !!node.expression &&
      !ts.isAwaitExpression(node.expression) &&
      !ts.isLiteralExpression(node.expression) &&
      !constants.has(node.expression.kind),
  );
}

/** Whether a statement leaves the function whatever happens, so that nothing behind it runs after it. */
export function leaves(statement: ts.Statement | undefined): boolean {
  if (!statement) return false;
  if (ts.isBlock(statement)) return leaves(statement.statements[statement.statements.length - 1]);
  if (ts.isIfStatement(statement)) return leaves(statement.thenStatement) && leaves(statement.elseStatement);
  return ts.isReturnStatement(statement) || ts.isThrowStatement(statement);
}
