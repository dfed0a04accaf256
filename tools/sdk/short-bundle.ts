import ts from 'typescript';

/**
 * Says shortly what nearly every method of the SDK says at length, in the bundle alone: 6 % of its bytes. What has another shape stays as
 * it is.
 *
 * - `function (a) { var _this = this; return later(function () { … }); }`, as async-to-promises.ts and TypeScript leave methods and
 *   functions, becomes `promising(function (a) { … })`.
 * - `it.httpClient.request({ method, url: it.baseClient.appHost + path, … })` becomes `requested(it, method, path, { … })`.
 * - A GraphQL operation is given the client that has both, not `it.graphqlClient, it.tokenProvider`.
 * @param code the bundle: ES5, but for `import` and `export`
 */
export function shortBundle(code: string): string {
  for (const name of [LATER, AFTER]) {
    if (!code.includes(`function ${name}(`)) throw new Error(`The bundle has no ${name}() (lib/sdk/promises.ts).`);
  }
  for (const name of [PROMISING, REQUESTED]) if (code.includes(name)) throw new Error(`The bundle names something ${name} already.`);
  const file = ts.createSourceFile('bundle.js', code, ts.ScriptTarget.ES5, true, ts.ScriptKind.JS);
  const { transformed } = ts.transform(file, [shortRequests, shortOperations, shortPromises]);
  return ts.createPrinter().printFile(transformed[0]!) + runTime;
}

/** Of lib/sdk/promises.ts, as they are named in the bundle. */
const LATER = 'later';
const AFTER = 'after';

const PROMISING = 'promising';
const REQUESTED = 'requested';
const runTime = `
function ${PROMISING}(method) {
  return function () {
    var self = this, values = arguments;
    return ${LATER}(function () { return method.apply(self, values); });
  };
}
function ${REQUESTED}(client, method, path, rest) {
  return client.httpClient.request(Object.assign({ method: method, url: client.baseClient.appHost + path }, rest));
}
`;

const f = ts.factory;

/** `this` of a method, as TypeScript's ES5 names it for the functions in it. */
const THIS = '_this';

const isNamed = (node: ts.Node, name: string): boolean => ts.isIdentifier(node) && node.text === name;

const callOf = (name: string, values: readonly ts.Expression[]): ts.Expression =>
  f.createCallExpression(f.createIdentifier(name), undefined, values);

const shortPromises: ts.TransformerFactory<ts.SourceFile> = (context) => (file) => {
  const promising = ({ parameters, body }: ts.FunctionExpression | ts.FunctionDeclaration): ts.Expression | undefined => {
    const statements = body && insideOf(body.statements, context);
    const inner =
      statements &&
      f.createFunctionExpression(undefined, undefined, undefined, undefined, parameters, undefined, f.createBlock(statements));
    return inner && callOf(PROMISING, [inner]);
  };
  const visit = (node: ts.Node): ts.Node => {
    if (ts.isBinaryExpression(node) && isPrototypeMember(node.left) && ts.isFunctionExpression(node.right)) {
      return f.updateBinaryExpression(node, node.left, node.operatorToken, promising(node.right) ?? node.right);
    }
    // Not those that are made anew at each call of the function that they are in.
    if (ts.isFunctionDeclaration(node)) return node;
    return ts.visitEachChild(node, visit, context);
  };
  const statements = file.statements.map((statement) => {
    const value = ts.isFunctionDeclaration(statement) && promising(statement);
    if (!value || !statement.name) return visit(statement) as ts.Statement;
    return f.createVariableStatement(undefined, [f.createVariableDeclaration(statement.name, undefined, undefined, value)]);
  });
  return f.updateSourceFile(file, statements);
};

/** `Name.prototype.method` */
const isPrototypeMember = (node: ts.Node): boolean =>
  ts.isPropertyAccessExpression(node) && ts.isPropertyAccessExpression(node.expression) && node.expression.name.text === 'prototype';

/** What runs inside the promise, when all that is outside of it may run inside as well: the name for `this`, and defaults of parameters. */
function insideOf(statements: readonly ts.Statement[], context: ts.TransformationContext): readonly ts.Statement[] | undefined {
  const last = statements.at(-1);
  const call = last && ts.isReturnStatement(last) ? last.expression : undefined;
  if (!call || !ts.isCallExpression(call) || !isNamed(call.expression, LATER)) return undefined;
  const [first, next] = call.arguments;
  const before = statements.slice(0, -1);
  if (!first || !ts.isFunctionExpression(first) || !before.every((statement) => namesThis(statement) || isDefault(statement)))
    return undefined;
  const own = next ? valueThen(first.body.statements, next) : first.body.statements;
  if (!own || own.some((statement) => isInFunctions(statement))) return own && [...before, ...own];
  const direct = (node: ts.Node): ts.Node => (isNamed(node, THIS) ? f.createThis() : ts.visitEachChild(node, direct, context));
  return [...before.filter((statement) => !namesThis(statement)), ...own.map((statement) => direct(statement) as ts.Statement)];
}

/** `later(function () { return value; }, next)`, inside a promise. */
function valueThen([only, ...others]: readonly ts.Statement[], next: ts.Expression): readonly ts.Statement[] | undefined {
  const value = others.length === 0 && only && ts.isReturnStatement(only) ? only.expression : undefined;
  return value && [f.createReturnStatement(callOf(AFTER, [value, next]))];
}

/** `var _this = this;` */
const namesThis = (statement: ts.Statement): boolean =>
  ts.isVariableStatement(statement) &&
  statement.declarationList.declarations.every(
    ({ name, initializer }) => isNamed(name, THIS) && initializer?.kind === ts.SyntaxKind.ThisKeyword,
  );

/** `if (a === void 0) { a = …; }` */
const isDefault = (statement: ts.Statement): boolean =>
  ts.isIfStatement(statement) && /^if \((\w+) === void 0\) \{ \1 = [^;]*; \}$/.test(statement.getText());

/** Whether a function in it names `this` of the method. */
const isInFunctions = (node: ts.Node, inside = false): boolean =>
  isNamed(node, THIS) ? inside : !!ts.forEachChild(node, (inner) => isInFunctions(inner, inside || ts.isFunctionLike(node)) || undefined);

const shortOperations: ts.TransformerFactory<ts.SourceFile> = (context) => (file) => {
  let definitions = 0;
  const visit = (node: ts.Node): ts.Node => {
    const inner = ts.visitEachChild(node, visit, context);
    if (ts.isFunctionExpression(inner) && inner.parameters.map(({ name }) => (name as ts.Identifier).text).join() === OPERATION.join()) {
      definitions += 1;
      return withClient(inner);
    }
    const client = ts.isCallExpression(inner) && inner.arguments.length === OPERATION.length && bothOf(inner.arguments);
    if (!client && ts.isCallExpression(inner) && inner.arguments.some(isGraphqlClient))
      throw new Error(`Not how an operation is called: ${ts.createPrinter().printNode(ts.EmitHint.Unspecified, inner, file)}`);
    return client ? f.createCallExpression(inner.expression, undefined, [client, inner.arguments[2]!]) : inner;
  };
  const changed = ts.visitNode(file, visit) as ts.SourceFile;
  if (definitions !== 1)
    throw new Error(`The bundle has ${definitions} functions of (${OPERATION.join()}), not that of graphql-operations.ts.`);
  return changed;
};

/** The parameters of every operation (graphql-operations.ts). */
const OPERATION = ['client', 'tokenProvider', 'values'] as const;

const isGraphqlClient = (node: ts.Expression): boolean => ts.isPropertyAccessExpression(node) && node.name.text === 'graphqlClient';

/** `it` of `it.graphqlClient, it.tokenProvider`. */
function bothOf([client, tokens]: readonly ts.Expression[]): ts.Expression | undefined {
  if (!client || !tokens || !ts.isPropertyAccessExpression(client) || !ts.isPropertyAccessExpression(tokens)) return undefined;
  if (client.name.text !== 'graphqlClient' || tokens.name.text !== 'tokenProvider') return undefined;
  const owner = nameOf(client.expression);
  return owner !== undefined && owner === nameOf(tokens.expression) ? client.expression : undefined;
}

/** An operation that takes what it needs from the client. */
function withClient({ body }: ts.FunctionExpression): ts.FunctionExpression {
  const [client, tokens, values] = OPERATION;
  const part = (name: string, of: string): ts.VariableDeclaration =>
    f.createVariableDeclaration(name, undefined, undefined, f.createPropertyAccessExpression(f.createIdentifier('it'), of));
  const parts = f.createVariableStatement(undefined, [part(client, 'graphqlClient'), part(tokens, tokens)]);
  const parameters = ['it', values].map((name) => f.createParameterDeclaration(undefined, undefined, name));
  return f.createFunctionExpression(
    undefined,
    undefined,
    undefined,
    undefined,
    parameters,
    undefined,
    f.createBlock([parts, ...body.statements]),
  );
}

/** `this`, or a variable. */
function nameOf(node: ts.Expression): string | undefined {
  if (node.kind === ts.SyntaxKind.ThisKeyword) return 'this';
  return ts.isIdentifier(node) ? node.text : undefined;
}

const shortRequests: ts.TransformerFactory<ts.SourceFile> = (context) => (file) => {
  const visit = (node: ts.Node): ts.Node => {
    if (ts.isBlock(node)) return ts.visitEachChild(withUrls(node), visit, context);
    const inner = ts.visitEachChild(node, visit, context);
    return ts.isCallExpression(inner) ? (requested(inner) ?? inner) : inner;
  };
  /** Without variables that name the URL of one request and nothing else: it stands in the request. */
  const withUrls = (block: ts.Block): ts.Block => {
    const urls = new Map<string, ts.Expression>();
    const rest = block.statements.filter((statement) => {
      const [declaration] = ts.isVariableStatement(statement) ? statement.declarationList.declarations : [];
      const url = declaration?.initializer;
      if (!declaration || !ts.isIdentifier(declaration.name) || !url || appHostOf(partsOf(url)[0]) === undefined) return true;
      const [, use, ...others] = variablesNamed(declaration.name.text, block);
      if (!use || others.length > 0 || !isUrl(use.parent)) return true;
      urls.set(declaration.name.text, url);
      return false;
    });
    const put = (node: ts.Node): ts.Node => {
      const url = isUrl(node) && ts.isIdentifier(node.initializer) && urls.get(node.initializer.text);
      return url ? f.createPropertyAssignment('url', url) : ts.visitEachChild(node, put, context);
    };
    return urls.size > 0 ? ts.visitEachChild(f.createBlock(rest, true), put, context) : block;
  };
  return ts.visitNode(file, visit) as ts.SourceFile;
};

const isUrl = (node: ts.Node): node is ts.PropertyAssignment => ts.isPropertyAssignment(node) && isNamed(node.name, 'url');

/** Identifiers of that name that are variables, in their order. */
function variablesNamed(name: string, node: ts.Node): ts.Identifier[] {
  const found: ts.Identifier[] = [];
  const look = (inner: ts.Node): void => {
    const { parent } = inner;
    const isKey = (ts.isPropertyAccessExpression(parent) || ts.isPropertyAssignment(parent)) && parent.name === inner;
    if (ts.isIdentifier(inner) && inner.text === name && !isKey) found.push(inner);
    ts.forEachChild(inner, look);
  };
  ts.forEachChild(node, look);
  return found;
}

/** The parts of a template, as TypeScript's ES5 has it: `"".concat(a, "b").concat(c)`. */
function partsOf(node: ts.Expression): readonly ts.Expression[] {
  if (ts.isStringLiteral(node) && node.text === '') return [];
  if (!ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression) || node.expression.name.text !== 'concat')
    return [node];
  return [...partsOf(node.expression.expression), ...node.arguments];
}

/** `it` of `it.baseClient.appHost`, by name. */
const appHostOf = (node: ts.Expression | undefined): string | undefined => ownerOf(node, 'baseClient', 'appHost');

function ownerOf(node: ts.Expression | undefined, outer: string, inner: string): string | undefined {
  if (!node || !ts.isPropertyAccessExpression(node) || node.name.text !== inner) return undefined;
  const { expression } = node;
  if (!ts.isPropertyAccessExpression(expression) || expression.name.text !== outer) return undefined;
  return nameOf(expression.expression);
}

/** `it.httpClient.request({ method: 'GET', url: "".concat(it.baseClient.appHost, "/path"), … })` in short. */
function requested({ expression, arguments: values }: ts.CallExpression): ts.Expression | undefined {
  const owner = ownerOf(expression, 'httpClient', 'request');
  const [request] = values;
  if (owner === undefined || !request || !ts.isObjectLiteralExpression(request) || !request.properties.every(ts.isPropertyAssignment))
    return undefined;
  const valueOf = (name: string): ts.Expression | undefined =>
    request.properties.filter(ts.isPropertyAssignment).find((each) => isNamed(each.name, name))?.initializer;
  const method = valueOf('method');
  const url = valueOf('url');
  const [host, path, ...more] = url ? partsOf(url) : [];
  if (!method || !path || appHostOf(host) !== owner || !ts.isStringLiteral(path)) return undefined;
  const whole = more.length > 0 ? f.createCallExpression(f.createPropertyAccessExpression(path, 'concat'), undefined, more) : path;
  const rest = request.properties.filter(({ name }) => name && !isNamed(name, 'method') && !isNamed(name, 'url'));
  const it = owner === 'this' ? f.createThis() : f.createIdentifier(owner);
  return callOf(REQUESTED, [it, method, whole, ...(rest.length > 0 ? [f.createObjectLiteralExpression(rest)] : [])]);
}
