import ts from "typescript";
import type { TypedFile } from "./type-program.ts";

/** The function that a flow was made of, and where people write about it. */
export interface FlowFunction {
  readonly fn: ts.SignatureDeclaration;
  /** The function and the statement that exports it: either may carry the doc comment. */
  readonly documented: readonly ts.Node[];
}

/** The function behind the export of this name; null when the source does not show one. */
export function findFlowFunction({ checker, source }: TypedFile, exportName: string): FlowFunction | null {
  const module = checker.getSymbolAtLocation(source);
  const symbol =
    module === undefined ? localSymbol(source, checker, exportName) : exportOf(module, checker, exportName);
  if (symbol === undefined) return null;
  const declaration = resolved(symbol, checker).declarations?.[0];
  const fn = declaration === undefined ? null : functionOf(declaration, checker);
  if (fn === null || declaration === undefined) return null;
  return { fn, documented: [fn, statementOf(declaration)] };
}

function exportOf(module: ts.Symbol, checker: ts.TypeChecker, name: string): ts.Symbol | undefined {
  return checker.getExportsOfModule(module).find((symbol) => symbol.name === name);
}

/** A JavaScript file without exports of its own that the checker knows: what is declared at its top. */
function localSymbol(source: ts.SourceFile, checker: ts.TypeChecker, name: string): ts.Symbol | undefined {
  return checker.getSymbolsInScope(source, ts.SymbolFlags.Value).find((symbol) => symbol.name === name);
}

function resolved(symbol: ts.Symbol, checker: ts.TypeChecker): ts.Symbol {
  return (symbol.flags & ts.SymbolFlags.Alias) === 0 ? symbol : checker.getAliasedSymbol(symbol);
}

const DEPTH_MAX = 20;

/** From a declaration to the function it stands for, step by step. */
function functionOf(start: ts.Node, checker: ts.TypeChecker): ts.SignatureDeclaration | null {
  let node: ts.Node | undefined = start;
  for (let depth = 0; node !== undefined && depth < DEPTH_MAX; depth++) {
    if (ts.isFunctionExpression(node) || ts.isArrowFunction(node) || ts.isFunctionDeclaration(node)) return node;
    node = within(node) ?? behindName(node, checker);
  }
  return null;
}

/** The expression that a node is about. */
function within(node: ts.Node): ts.Node | undefined {
  if (ts.isVariableDeclaration(node)) return node.initializer;
  if (ts.isExportAssignment(node) || isWrapping(node)) return node.expression;
  if (ts.isBinaryExpression(node)) return node.right;
  if (ts.isPropertyAccessExpression(node) && ts.isBinaryExpression(node.parent)) return node.parent.right;
  return ts.isCallExpression(node) ? calledWith(node) : undefined;
}

function isWrapping(node: ts.Node): node is ts.ParenthesizedExpression | ts.AsExpression | ts.SatisfiesExpression {
  return ts.isParenthesizedExpression(node) || ts.isAsExpression(node) || ts.isSatisfiesExpression(node);
}

function behindName(node: ts.Node, checker: ts.TypeChecker): ts.Node | undefined {
  const symbol = ts.isIdentifier(node) ? checker.getSymbolAtLocation(node) : undefined;
  return symbol === undefined ? undefined : resolved(symbol, checker).declarations?.[0];
}

/** `flow(options, fn)` leads to `fn`, `other.withOptions(…)` to `other`. */
function calledWith({ expression, arguments: args }: ts.CallExpression): ts.Node | undefined {
  if (ts.isPropertyAccessExpression(expression) && expression.name.text === "withOptions") return expression.expression;
  return args.at(-1);
}

function statementOf(declaration: ts.Node): ts.Node {
  return ts.findAncestor(declaration, ts.isVariableStatement) ?? declaration;
}
