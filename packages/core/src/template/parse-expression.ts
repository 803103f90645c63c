import type { Arguments, BinaryOperator, Expression, Literal } from "./syntax.ts";
import type { TokenStream } from "./token-stream.ts";

const WORDS: Readonly<Record<string, Literal>> = {
  true: true,
  True: true,
  false: false,
  False: false,
  none: null,
  None: null,
};

/** From the loosest to the tightest; `not` stands between the second and the third. */
const LEVELS: readonly (readonly BinaryOperator[])[] = [
  ["or"],
  ["and"],
  ["==", "!=", "<=", ">=", "<", ">", "in", "not in"],
  ["+", "-"],
  ["~"],
  ["*", "//", "/", "%"],
];
const COMPARISON = 2;

/** Reads one expression: what `a if b else c` is made of. */
export function parseExpression(tokens: TokenStream): Expression {
  return tokens.nested(() => {
    let value = parseBinary(tokens, 0);
    while (tokens.skip("if")) {
      const condition = parseBinary(tokens, 0);
      value = { kind: "choice", condition, yes: value, no: tokens.skip("else") ? parseExpression(tokens) : null };
    }
    return value;
  });
}

/** Several with commas between them are a list, as in `{% for x in a, b %}`. */
export function parseExpressions(tokens: TokenStream): Expression {
  const first = parseExpression(tokens);
  if (tokens.current?.text !== ",") return first;
  const items = [first];
  while (tokens.skip(",") && tokens.current !== undefined) items.push(parseExpression(tokens));
  return { kind: "list", items };
}

function parseBinary(tokens: TokenStream, level: number): Expression {
  const operators = LEVELS[level];
  if (operators === undefined) return parseUnary(tokens);
  if (level === COMPARISON && tokens.skip("not")) {
    return tokens.nested(() => ({ kind: "unary", operator: "not", of: parseBinary(tokens, COMPARISON) }));
  }
  let left = parseBinary(tokens, level + 1);
  for (let operator = nextOf(tokens, operators); operator !== null; operator = nextOf(tokens, operators)) {
    left = { kind: "binary", operator, left, right: parseBinary(tokens, level + 1) };
  }
  return left;
}

function nextOf(tokens: TokenStream, operators: readonly BinaryOperator[]): BinaryOperator | null {
  if (operators.includes("not in") && tokens.skip("not")) {
    tokens.expect("in");
    return "not in";
  }
  return tokens.skipOneOf(operators);
}

/** What filters and tests stand behind: `-a | abs` is the amount of -a. */
function parseUnary(tokens: TokenStream): Expression {
  return parseFilters(tokens, parseSigned(tokens));
}

function parseSigned(tokens: TokenStream): Expression {
  const operator = tokens.skipOneOf(["-", "+"]);
  if (operator === null) return parsePostfix(tokens);
  return tokens.nested(() => ({ kind: "unary", operator, of: parseSigned(tokens) }));
}

function parsePostfix(tokens: TokenStream): Expression {
  let value = parsePrimary(tokens);
  for (;;) {
    if (tokens.skip(".")) value = { kind: "member", of: value, key: parseMember(tokens) };
    else if (tokens.skip("[")) {
      value = { kind: "member", of: value, key: parseExpression(tokens) };
      tokens.expect("]");
    } else if (tokens.skip("(")) value = { kind: "call", of: value, given: parseArguments(tokens) };
    else return value;
  }
}

function parseMember(tokens: TokenStream): Expression {
  if (tokens.current?.kind !== "number") return { kind: "literal", value: tokens.name() };
  return { kind: "literal", value: Number(tokens.next().text) };
}

function parseFilters(tokens: TokenStream, filtered: Expression): Expression {
  let value = filtered;
  for (;;) {
    if (tokens.skip("|")) {
      value = { kind: "filter", of: value, name: dottedName(tokens), given: parseOptionalArguments(tokens) };
    } else if (tokens.skip("is")) {
      const isNegated = tokens.skip("not");
      const test: Expression = { kind: "test", of: value, name: dottedName(tokens), given: parseTested(tokens) };
      value = isNegated ? { kind: "unary", operator: "not", of: test } : test;
    } else return value;
  }
}

function dottedName(tokens: TokenStream): string {
  let name = tokens.name();
  while (tokens.skip(".")) name += `.${tokens.name()}`;
  return name;
}

function parseOptionalArguments(tokens: TokenStream): Arguments {
  return tokens.skip("(") ? parseArguments(tokens) : { positional: [], named: new Map() };
}

/** `is divisibleby 3` as well as `is divisibleby(3)`. */
function parseTested(tokens: TokenStream): Arguments {
  const { current } = tokens;
  const isBare =
    (current?.kind === "name" && !["else", "or", "and", "if", "is", "in", "not"].includes(current.text)) ||
    current?.kind === "text" ||
    current?.kind === "number";
  return isBare ? { positional: [parsePostfix(tokens)], named: new Map() } : parseOptionalArguments(tokens);
}

function parseArguments(tokens: TokenStream): Arguments {
  const positional: Expression[] = [];
  const named = new Map<string, Expression>();
  while (!tokens.skip(")")) {
    if (positional.length + named.size > 0) {
      tokens.expect(",");
      if (tokens.skip(")")) break;
    }
    const value = parseExpression(tokens);
    if (value.kind === "name" && tokens.skip("=")) named.set(value.name, parseExpression(tokens));
    else positional.push(value);
  }
  return { positional, named };
}

function parsePrimary(tokens: TokenStream): Expression {
  const { kind, text } = tokens.next();
  if (kind === "number") return { kind: "literal", value: Number(text.replaceAll("_", "")) };
  if (kind === "text") return parseTexts(tokens, text);
  if (kind === "name")
    return Object.hasOwn(WORDS, text) ? { kind: "literal", value: WORDS[text] ?? null } : named(text);
  if (text === "[") return parseList(tokens, "]");
  if (text === "{") return parseDict(tokens);
  if (text !== "(") throw tokens.error(`${text} is not expected here`);
  return parseParentheses(tokens);
}

function named(name: string): Expression {
  return { kind: "name", name };
}

/** Texts beside one another are one. */
function parseTexts(tokens: TokenStream, first: string): Expression {
  let value = unquoted(first);
  while (tokens.current?.kind === "text") value += unquoted(tokens.next().text);
  return { kind: "literal", value };
}

const ESCAPED: Readonly<Record<string, string>> = { n: "\n", t: "\t", r: "\r", b: "\b", f: "\f", "0": "\0" };

function unquoted(text: string): string {
  return text
    .slice(1, -1)
    .replaceAll(/\\(?:u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|([\s\S]))/g, (_all, long, short, letter?: string) =>
      letter === undefined ? String.fromCharCode(Number.parseInt(long ?? short, 16)) : (ESCAPED[letter] ?? letter),
    );
}

function parseParentheses(tokens: TokenStream): Expression {
  if (tokens.skip(")")) return { kind: "list", items: [] };
  const first = parseExpression(tokens);
  if (tokens.skip(")")) return first;
  tokens.expect(",");
  const { items } = parseList(tokens, ")");
  return { kind: "list", items: [first, ...items] };
}

function parseList(tokens: TokenStream, closing: string): Extract<Expression, { kind: "list" }> {
  const items: Expression[] = [];
  while (!tokens.skip(closing)) {
    if (items.length > 0) {
      tokens.expect(",");
      if (tokens.skip(closing)) break;
    }
    items.push(parseExpression(tokens));
  }
  return { kind: "list", items };
}

function parseDict(tokens: TokenStream): Expression {
  const entries: [Expression, Expression][] = [];
  while (!tokens.skip("}")) {
    if (entries.length > 0) {
      tokens.expect(",");
      if (tokens.skip("}")) break;
    }
    const key = parseExpression(tokens);
    tokens.expect(":");
    entries.push([key, parseExpression(tokens)]);
  }
  return { kind: "dict", entries };
}
