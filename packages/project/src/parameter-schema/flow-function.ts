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
  const exported = module === undefined ? undefined : exportOf(module, checker, exportName);
  const symbol = exported ?? localSymbol(source, checker, exportName);
  const declaration = symbol === undefined ? undefined : resolved(symbol, checker).declarations?.[0];
  const fn = declaration === undefined ? functionNamed(source, exportName) : functionOf(declaration, checker);
  return fn === null ? null : { fn, documented: [fn, statementOf(declaration ?? fn)] };
}

function exportOf(module: ts.Symbol, checker: ts.TypeChecker, name: string): ts.Symbol | undefined {
  return checker.getExportsOfModule(module).find((symbol) => symbol.name === name);
}

/** What is declared at the file's top: a flow that is served or deployed by its own file need not be exported. */
function localSymbol(source: ts.SourceFile, checker: ts.TypeChecker, name: string): ts.Symbol | undefined {
  return checker.getSymbolsInScope(source, ts.SymbolFlags.Value).find((symbol) => symbol.name === name);
}

/** `flow(…, async function name() {})`, wherever it stands. */
function functionNamed(node: ts.Node, name: string): ts.SignatureDeclaration | null {
  if (ts.isFunctionExpression(node) && node.name?.text === name && ts.isCallExpression(node.parent)) return node;
  return ts.forEachChild(node, (child) => functionNamed(child, name) ?? undefined) ?? null;
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
