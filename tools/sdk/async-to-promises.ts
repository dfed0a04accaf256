import ts from 'typescript';
import { contains, DoesNotFit, firstAwait, hasAwait, isQuiet, leaves, returnsOnlyAwaited, wholeAwait } from './await-order';

type AsyncFunction = ts.FunctionDeclaration | ts.FunctionExpression | ts.ArrowFunction | ts.MethodDeclaration;
type Helper = 'later' | 'after' | 'rescue';

const f = ts.factory;

const isAsync = (node: ts.Node): node is AsyncFunction =>
  (ts.isFunctionDeclaration(node) || ts.isFunctionExpression(node) || ts.isArrowFunction(node) || ts.isMethodDeclaration(node)) &&
  !!node.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.AsyncKeyword) &&
  !node.asteriskToken &&
  !!node.body;

const usesArguments = (node: ts.Node): boolean => contains(node, (inner) => ts.isIdentifier(inner) && inner.text === 'arguments');

const variable = (name: ts.BindingName, value: ts.Expression): ts.Statement =>
  f.createVariableStatement(
    undefined,
    f.createVariableDeclarationList([f.createVariableDeclaration(name, undefined, undefined, value)], ts.NodeFlags.Const),
  );

/** `(parameter) => { statements }`, in the shorter form where there is one. */
function arrow(parameter: ts.BindingName | undefined, statements: readonly ts.Statement[]): ts.ArrowFunction {
  const [only] = statements;
  const value = statements.length === 1 && only && ts.isReturnStatement(only) ? only.expression : undefined;
  const short = value && (ts.isObjectLiteralExpression(value) ? f.createParenthesizedExpression(value) : value);
  const parameters = parameter ? [f.createParameterDeclaration(undefined, undefined, parameter)] : [];
  const token = f.createToken(ts.SyntaxKind.EqualsGreaterThanToken);
  return f.createArrowFunction(undefined, undefined, parameters, undefined, token, short ?? f.createBlock(statements, true));
}

/** The bodies of one file's async functions, rewritten as chains of promises. */
class Rewriter {
  /** The names under which the file has the helpers. */
  readonly helpers: Readonly<Record<Helper, ts.Identifier>> = {
    later: f.createUniqueName('later'),
    after: f.createUniqueName('after'),
    rescue: f.createUniqueName('rescue'),
  };
  helpersUsed = false;

  constructor(private readonly context: ts.TransformationContext) {}

  /** @throws DoesNotFit */
  rewrite(node: AsyncFunction): AsyncFunction {
    const body = node.body!;
    if (usesArguments(body)) throw new DoesNotFit();
    const statements = ts.isBlock(body) ? [...body.statements] : [f.createReturnStatement(body)];
    const parameters = node.parameters.map((parameter) => {
      if (parameter.initializer && !isQuiet(parameter.initializer)) throw new DoesNotFit();
      if (ts.isIdentifier(parameter.name)) return parameter;
      // Taking apart what is null throws: that must happen inside the promise.
      const whole = f.createUniqueName('parameter');
      statements.unshift(variable(parameter.name, whole));
      const { modifiers, dotDotDotToken, questionToken, type, initializer } = parameter;
      return f.updateParameterDeclaration(parameter, modifiers, dotDotDotToken, whole, questionToken, type, initializer);
    });
    return withBody(node, parameters, this.promise(this.chain(statements)));
  }

  private call(helper: Helper, ...args: ts.Expression[]): ts.CallExpression {
    this.helpersUsed = true;
    return f.createCallExpression(this.helpers[helper], undefined, args);
  }

  /** What an async function returns: `first` runs at once, and its errors are rejections. */
  private promise(statements: readonly ts.Statement[]): ts.Expression {
    const [only] = statements;
    const value = statements.length === 1 && only && ts.isReturnStatement(only) ? only.expression : undefined;
    const next = value && ts.isCallExpression(value) && value.expression === this.helpers.after ? value.arguments : undefined;
    return next
      ? this.call('later', arrow(undefined, [f.createReturnStatement(next[0])]), next[1]!)
      : this.call('later', arrow(undefined, statements));
  }

  private chain(statements: readonly ts.Statement[]): ts.Statement[] {
    const index = statements.findIndex(hasAwait);
    const statement = statements[index];
    return statement ? [...statements.slice(0, index), ...this.step(statement, statements.slice(index + 1))] : [...statements];
  }

  /** A statement with an `await` in it, and what comes after it. */
  private step(statement: ts.Statement, rest: readonly ts.Statement[]): ts.Statement[] {
    if (ts.isBlock(statement) && rest.length === 0) return this.chain(statement.statements);
    if (ts.isIfStatement(statement)) return this.branch(statement, rest);
    if (ts.isTryStatement(statement)) return [this.attempt(statement, rest)];
    if (ts.isVariableStatement(statement) && statement.declarationList.declarations.length > 1) {
      const {
        modifiers,
        declarationList: { declarations, flags },
      } = statement;
      const single = declarations.map((declaration) =>
        f.createVariableStatement(modifiers, f.createVariableDeclarationList([declaration], flags)),
      );
      return this.chain([...single, ...rest]);
    }
    const awaited = wholeAwait(statement);
    return [awaited ? this.then(awaited, statement, rest) : this.hoist(statement, rest)];
  }

  /** `return await e`, `const x = await e; …` or `await e; …`. */
  private then(awaited: ts.Expression, statement: ts.Statement, rest: readonly ts.Statement[]): ts.Statement {
    if (ts.isReturnStatement(statement)) return f.createReturnStatement(awaited);
    const name = ts.isVariableStatement(statement) ? statement.declarationList.declarations[0]!.name : undefined;
    const [next] = rest;
    // `const x = await e; return x;`
    const result = next && ts.isReturnStatement(next) ? next.expression : undefined;
    if (name && ts.isIdentifier(name) && result && ts.isIdentifier(result) && name.text === result.text) {
      return f.createReturnStatement(awaited);
    }
    return f.createReturnStatement(this.call('after', awaited, arrow(name, this.chain(rest))));
  }

  /** `await` inside an expression: the value is awaited first, then the statement runs with it. */
  private hoist(statement: ts.Statement, rest: readonly ts.Statement[]): ts.Statement {
    const simple =
      ts.isReturnStatement(statement) ||
      ts.isExpressionStatement(statement) ||
      ts.isVariableStatement(statement) ||
      ts.isThrowStatement(statement);
    const inner = simple ? firstAwait(statement) : undefined;
    if (!inner) throw new DoesNotFit();
    const value = f.createUniqueName('value');
    const replace = (node: ts.Node): ts.Node => (node === inner ? value : ts.visitEachChild(node, replace, this.context));
    const chained = this.chain([replace(statement) as ts.Statement, ...rest]);
    return f.createReturnStatement(this.call('after', inner.expression, arrow(value, chained)));
  }

  private branch(statement: ts.IfStatement, rest: readonly ts.Statement[]): ts.Statement[] {
    const { expression, thenStatement, elseStatement } = statement;
    if (hasAwait(expression)) throw new DoesNotFit();
    const goesOn = (side: ts.Statement | undefined): boolean => !!side && hasAwait(side) && !leaves(side);
    if (rest.length > 0 && (goesOn(thenStatement) || goesOn(elseStatement))) throw new DoesNotFit();
    const side = (part: ts.Statement): ts.Statement =>
      hasAwait(part) ? f.createBlock(this.chain(ts.isBlock(part) ? part.statements : [part]), true) : part;
    return [f.updateIfStatement(statement, expression, side(thenStatement), elseStatement && side(elseStatement)), ...this.chain(rest)];
  }

  private attempt({ tryBlock, catchClause, finallyBlock }: ts.TryStatement, rest: readonly ts.Statement[]): ts.Statement {
    if (!catchClause || finallyBlock || !returnsOnlyAwaited(tryBlock)) throw new DoesNotFit();
    const { variableDeclaration, block: handler } = catchClause;
    const failed = arrow(variableDeclaration?.name, this.chain(handler.statements));
    const rescued = this.call('rescue', arrow(undefined, this.chain(tryBlock.statements)), failed);
    if (rest.length === 0 || (leaves(tryBlock) && leaves(handler))) return f.createReturnStatement(rescued);
    if (contains(tryBlock, ts.isReturnStatement) || contains(handler, ts.isReturnStatement)) throw new DoesNotFit();
    return f.createReturnStatement(this.call('after', rescued, arrow(undefined, this.chain(rest))));
  }
}

/** The function without `async`, returning `promise`. */
function withBody(node: AsyncFunction, parameters: readonly ts.ParameterDeclaration[], promise: ts.Expression): AsyncFunction {
  const modifiers = node.modifiers?.filter(({ kind }) => kind !== ts.SyntaxKind.AsyncKeyword);
  const body = f.createBlock([f.createReturnStatement(promise)], true);
  const { typeParameters, type } = node;
  if (ts.isMethodDeclaration(node)) {
    return f.updateMethodDeclaration(node, modifiers, undefined, node.name, node.questionToken, typeParameters, parameters, type, body);
  }
  if (ts.isFunctionDeclaration(node)) {
    return f.updateFunctionDeclaration(node, modifiers, undefined, node.name, typeParameters, parameters, type, body);
  }
  const plain = modifiers as readonly ts.Modifier[] | undefined;
  if (ts.isFunctionExpression(node)) {
    return f.updateFunctionExpression(node, plain, undefined, node.name, typeParameters, parameters, type, body);
  }
  return f.updateArrowFunction(node, plain, typeParameters, parameters, type, node.equalsGreaterThanToken, promise);
}

/**
 * Rewrites `async` functions into chains of promises where that says the same, so that ES5 needs no state machine for them:
 * about half the bytes. What does not fit (loops, `finally`, an `await` in a branch that goes on) stays `async`.
 *
 * The language's order is kept: what comes before the first `await` runs at once, what it throws is a rejection.
 * @param helperModule where the helpers come from: a specifier of `lib/sdk/promises`
 * @returns the source, TypeScript as it was
 */
export function asyncToPromises(source: string, helperModule: string): string {
  const file = ts.createSourceFile('module.ts', source, ts.ScriptTarget.ESNext, true);
  const { transformed } = ts.transform(file, [rewriteAll(helperModule)]);
  return ts.createPrinter({ removeComments: true }).printFile(transformed[0]!);
}

const rewriteAll =
  (helperModule: string): ts.TransformerFactory<ts.SourceFile> =>
  (context) =>
  (file) => {
    const rewriter = new Rewriter(context);
    const visit = (node: ts.Node): ts.Node => {
      const inner = ts.visitEachChild(node, visit, context);
      if (!isAsync(inner)) return inner;
      try {
        return rewriter.rewrite(inner);
      } catch (error) {
        if (error instanceof DoesNotFit) return inner;
        throw error;
      }
    };
    const rewritten = ts.visitNode(file, visit) as ts.SourceFile;
    if (!rewriter.helpersUsed) return rewritten;
    const names = Object.entries(rewriter.helpers).map(([name, local]) => f.createImportSpecifier(false, f.createIdentifier(name), local));
    const imported = f.createImportDeclaration(
      undefined,
      f.createImportClause(false, undefined, f.createNamedImports(names)),
      f.createStringLiteral(helperModule),
    );
    return f.updateSourceFile(rewritten, [imported, ...rewritten.statements]);
  };
