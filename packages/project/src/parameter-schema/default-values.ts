import ts from "typescript";

/**
 * The expressions that stand in for parameters that are not given, by name: from the pattern that takes the parameters
 * apart in the function's head, or in the first statement of its body that does.
 */
export function defaultsOf(
  node: ts.ParameterDeclaration,
  fn: ts.SignatureDeclaration,
  checker: ts.TypeChecker,
): ReadonlyMap<string, ts.Expression> {
  if (ts.isObjectBindingPattern(node.name)) return defaultsIn(node.name);
  if (!ts.isIdentifier(node.name)) return new Map();
  const pattern = patternInBody(fn, checker.getSymbolAtLocation(node.name), checker);
  return pattern === null ? new Map() : defaultsIn(pattern);
}

function defaultsIn(pattern: ts.ObjectBindingPattern): ReadonlyMap<string, ts.Expression> {
  const entries = pattern.elements.flatMap(({ propertyName, name, initializer }) => {
    const key = propertyName ?? name;
    const isNamed = ts.isIdentifier(key) || ts.isStringLiteral(key);
    return initializer !== undefined && isNamed ? [[key.text, initializer] as const] : [];
  });
  return new Map(entries);
}

function patternInBody(
  fn: ts.SignatureDeclaration,
  parameter: ts.Symbol | undefined,
  checker: ts.TypeChecker,
): ts.ObjectBindingPattern | null {
  const body = "body" in fn ? fn.body : undefined;
  if (body === undefined || !ts.isBlock(body)) return null;
  for (const statement of body.statements) {
    if (!ts.isVariableStatement(statement)) continue;
    for (const { name, initializer } of statement.declarationList.declarations) {
      const isOfParameter = initializer !== undefined && checker.getSymbolAtLocation(initializer) === parameter;
      if (isOfParameter && ts.isObjectBindingPattern(name)) return name;
    }
  }
  return null;
}
