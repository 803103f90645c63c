import { SecretValue } from "@tutti/sdk/blocks/secret-value";
import type { Dialect } from "./connection-target.ts";
import { unkept } from "./unkept-value.ts";

// Values never become part of a statement's text: each is sent beside it, for a placeholder of the database's own.

/** By the names that stand as `:name` in a statement, or in the order of its placeholders (`$1`, `?`). */
export type Parameters = Readonly<Record<string, unknown>> | readonly unknown[];

export interface BoundStatement {
  readonly text: string;
  readonly values: readonly unknown[];
}

/**
 * What is not looked at for names: texts, quoted names, comments, dollar quotes, casts (`::`), times of day in a cast, and
 * `\:`, which is a colon. The last alternative is a name.
 */
const POSTGRES =
  /\be'(?:[^'\\]|\\.|'')*'|'(?:[^']|'')*'|"(?:[^"]|"")*"|--[^\n]*|\/\*[\s\S]*?\*\/|\$(\w*)\$[\s\S]*?\$\1\$|::|:=|\\:|(?<![\w\]])(?::(?<name>[a-z_]\w*))/gi;
const SQLITE =
  /'(?:[^']|'')*'|"(?:[^"]|"")*"|`(?:[^`]|``)*`|\[[^\]]*\]|--[^\n]*|\/\*[\s\S]*?\*\/|\\:|(?<!\w)(?::(?<name>[a-z_]\w*))/gi;
const MYSQL =
  /'(?:[^'\\]|\\[\s\S]|'')*'|"(?:[^"\\]|\\[\s\S]|"")*"|`(?:[^`]|``)*`|--\s[^\n]*|#[^\n]*|\/\*[\s\S]*?\*\/|:=|\\:|(?<!\w)(?::(?<name>[a-z_]\w*))/gi;

const TOKENS: Readonly<Record<Dialect, RegExp>> = { postgres: POSTGRES, sqlite: SQLITE, mysql: MYSQL };

/** The statement in the database's own words. Throws a TypeError for a name without a value, and for a value nobody takes. */
export function boundStatement(dialect: Dialect, operation: string, parameters: Parameters = {}): BoundStatement {
  if (isList(parameters)) return { text: operation, values: parameters.map((value, at) => told(value, `${at + 1}`)) };
  const names: string[] = [];
  const text = operation.replace(TOKENS[dialect], (token: string, ...rest: unknown[]) => {
    const name = nameIn(rest.at(-1));
    if (name === undefined) return token === "\\:" ? ":" : token;
    const known = names.indexOf(name);
    if (dialect === "postgres" && known !== -1) return `$${known + 1}`;
    names.push(name);
    return dialect === "postgres" ? `$${names.length}` : "?";
  });
  checkNames(names, parameters);
  return { text, values: names.map((name) => told(parameters[name], name)) };
}

function isList(parameters: Parameters): parameters is readonly unknown[] {
  return Array.isArray(parameters);
}

function nameIn(groups: unknown): string | undefined {
  if (typeof groups !== "object" || groups === null || !("name" in groups)) return undefined;
  return typeof groups.name === "string" ? groups.name : undefined;
}

function checkNames(names: readonly string[], parameters: Readonly<Record<string, unknown>>): void {
  const missing = names.find((name) => !Object.hasOwn(parameters, name));
  if (missing !== undefined)
    throw new TypeError(`the statement has :${missing}, and the parameters have no ${missing}`);
  const unused = Object.keys(parameters).find((name) => !names.includes(name));
  if (unused !== undefined) throw new TypeError(`the parameters have ${unused}, and the statement has no :${unused}`);
}

function told(value: unknown, name: string): unknown {
  if (value instanceof SecretValue) return value.get();
  const what = unkept(value);
  if (what === null) return value;
  throw new TypeError(`the parameter ${name} is ${what}, which no database keeps; null is what is not there`);
}
