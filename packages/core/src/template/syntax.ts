// A template as data: what the parser makes and the renderer walks. Nothing of it is ever turned into code.

export type Literal = string | number | boolean | null;

export type BinaryOperator =
  | "or"
  | "and"
  | "=="
  | "!="
  | "<"
  | "<="
  | ">"
  | ">="
  | "in"
  | "not in"
  | "+"
  | "-"
  | "*"
  | "/"
  | "//"
  | "%"
  | "~";

/** What a filter, a test or a method is given besides the value it stands behind. */
export interface Arguments {
  readonly positional: readonly Expression[];
  readonly named: ReadonlyMap<string, Expression>;
}

export type Expression =
  | { readonly kind: "literal"; readonly value: Literal }
  | { readonly kind: "name"; readonly name: string }
  | { readonly kind: "list"; readonly items: readonly Expression[] }
  | { readonly kind: "dict"; readonly entries: readonly (readonly [Expression, Expression])[] }
  | { readonly kind: "member"; readonly of: Expression; readonly key: Expression }
  | { readonly kind: "call"; readonly of: Expression; readonly given: Arguments }
  | { readonly kind: "filter"; readonly of: Expression; readonly name: string; readonly given: Arguments }
  | { readonly kind: "test"; readonly of: Expression; readonly name: string; readonly given: Arguments }
  | { readonly kind: "unary"; readonly operator: "-" | "+" | "not"; readonly of: Expression }
  | {
      readonly kind: "binary";
      readonly operator: BinaryOperator;
      readonly left: Expression;
      readonly right: Expression;
    }
  | {
      readonly kind: "choice";
      readonly condition: Expression;
      readonly yes: Expression;
      readonly no: Expression | null;
    };

export interface Branch {
  readonly condition: Expression;
  readonly body: readonly Part[];
}

export type Part =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "output"; readonly value: Expression }
  | { readonly kind: "set"; readonly name: string; readonly value: Expression }
  | { readonly kind: "if"; readonly branches: readonly Branch[]; readonly otherwise: readonly Part[] }
  | {
      readonly kind: "for";
      readonly names: readonly string[];
      readonly over: Expression;
      readonly onlyIf: Expression | null;
      readonly body: readonly Part[];
      readonly otherwise: readonly Part[];
    };

export type Template = readonly Part[];
