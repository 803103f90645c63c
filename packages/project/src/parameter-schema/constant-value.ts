import ts from "typescript";

/** A value that stands in the source; null when it is only known once the program runs. */
export interface Constant {
  readonly value: unknown;
}

const DEPTH_MAX = 50;

/** What an expression is, without running it: literals, lists and objects of them, and constants that name them. */
export function constantOf(node: ts.Expression, checker: ts.TypeChecker, depth = 0): Constant | null {
  if (depth > DEPTH_MAX) return null;
  const inner = (expression: ts.Expression) => constantOf(expression, checker, depth + 1);
  if (ts.isStringLiteralLike(node)) return { value: node.text };
  if (ts.isNumericLiteral(node)) return { value: Number(node.text) };
  if (node.kind === ts.SyntaxKind.TrueKeyword) return { value: true };
  if (node.kind === ts.SyntaxKind.FalseKeyword) return { value: false };
  if (node.kind === ts.SyntaxKind.NullKeyword) return { value: null };
  if (isWrapped(node)) return inner(node.expression);
  if (ts.isPrefixUnaryExpression(node)) return signed(node, inner(node.operand));
  if (ts.isArrayLiteralExpression(node)) return listOf(node.elements.map(inner));
  if (ts.isObjectLiteralExpression(node)) return objectOf(node, inner);
  return namedConstant(node, checker, inner);
}

function isWrapped(
  node: ts.Expression,
): node is ts.AsExpression | ts.SatisfiesExpression | ts.ParenthesizedExpression | ts.NonNullExpression {
  return (
    ts.isAsExpression(node) ||
    ts.isSatisfiesExpression(node) ||
    ts.isParenthesizedExpression(node) ||
    ts.isNonNullExpression(node)
  );
}

function signed({ operator }: ts.PrefixUnaryExpression, constant: Constant | null): Constant | null {
  if (typeof constant?.value !== "number") return null;
  if (operator === ts.SyntaxKind.MinusToken) return { value: -constant.value };
  return operator === ts.SyntaxKind.PlusToken ? constant : null;
}

function listOf(items: readonly (Constant | null)[]): Constant | null {
  const known = items.filter((item) => item !== null);
  return known.length === items.length ? { value: known.map(({ value }) => value) } : null;
}

function objectOf(
  { properties }: ts.ObjectLiteralExpression,
  inner: (expression: ts.Expression) => Constant | null,
): Constant | null {
  const entries: [string, unknown][] = [];
  for (const property of properties) {
    const name = property.name;
    if (!ts.isPropertyAssignment(property) || name === undefined || ts.isComputedPropertyName(name)) return null;
    const constant = inner(property.initializer);
    if (constant === null) return null;
    entries.push([name.text, constant.value]);
  }
  return { value: Object.fromEntries(entries) };
}

/** `DEFAULT_PATH`, `Color.Red`, `DEFAULTS.path`: what the declaration says, as long as nothing can change it. */
function namedConstant(
  node: ts.Expression,
  checker: ts.TypeChecker,
  inner: (expression: ts.Expression) => Constant | null,
): Constant | null {
  if (!ts.isIdentifier(node) && !ts.isPropertyAccessExpression(node)) return null;
  const named = checker.getSymbolAtLocation(node);
  if (named === undefined) return null;
  const symbol = (named.flags & ts.SymbolFlags.Alias) === 0 ? named : checker.getAliasedSymbol(named);
  const declaration = symbol.valueDeclaration;
  if (declaration === undefined) return null;
  if (ts.isEnumMember(declaration)) {
    const value = checker.getConstantValue(declaration);
    return value === undefined ? null : { value };
  }
  const isFixed = ts.isPropertyAssignment(declaration) || isConst(declaration);
  return isFixed && declaration.initializer !== undefined ? inner(declaration.initializer) : null;
}

function isConst(declaration: ts.Declaration): declaration is ts.VariableDeclaration {
  return ts.isVariableDeclaration(declaration) && (ts.getCombinedNodeFlags(declaration) & ts.NodeFlags.Const) !== 0;
}
