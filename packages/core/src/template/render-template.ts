import { filterOf, type Filter, type Given } from "./filters.ts";
import { callMethod } from "./methods.ts";
import { isTemplate, parseTemplate } from "./parse-template.ts";
import type { Arguments, BinaryOperator, Expression, Part, Template } from "./syntax.ts";
import { TemplateRenderError } from "./template-error.ts";
import { unreachable } from "../unreachable.ts";
import { testOf } from "./value-tests.ts";
import { bounded, compare, contains, isEqual, isTrue, itemsOf, memberOf, numberOf, textOf } from "./values.ts";

// Rendering is bounded: by steps taken, by text written, and by the bounds that the parser holds.

const STEPS_MAX = 50_000;
const TEXT_MAX = 256 * 1024;
/** Of what an expression is made of: each link of a chain of filters, members or sums is one in the other. */
const DEPTH_MAX = 500;

export interface Rendering {
  readonly context: Readonly<Record<string, unknown>>;
  /** Filters besides Jinja's. */
  readonly filters?: Readonly<Record<string, Filter>>;
}

/** Fills in a template. Throws `TemplateSyntaxError`, or `TemplateRenderError` when it cannot be filled in. */
export function renderTemplate(source: string, rendering: Rendering): string {
  return isTemplate(source) ? renderParts(parseTemplate(source), rendering) : source;
}

/** Fills in a template that was read before. */
export function renderParts(template: Template, rendering: Rendering): string {
  return new Renderer(rendering).render(template);
}

type Scope = ReadonlyMap<string, unknown>;

class Renderer {
  readonly #rendering: Rendering;
  readonly #set = new Map<string, unknown>();
  #steps = 0;
  #depth = 0;
  #written = 0;

  constructor(rendering: Rendering) {
    this.#rendering = rendering;
  }

  render(parts: readonly Part[], scope: Scope = new Map()): string {
    return parts.map((part) => this.#part(part, scope)).join("");
  }

  #part(part: Part, scope: Scope): string {
    this.#step();
    switch (part.kind) {
      case "text":
        return this.#write(part.text);
      case "output":
        return this.#write(textOf(this.#value(part.value, scope)));
      case "set":
        this.#set.set(part.name, this.#value(part.value, scope));
        return "";
      case "if": {
        const branch = part.branches.find(({ condition }) => isTrue(this.#value(condition, scope)));
        return this.render(branch?.body ?? part.otherwise, scope);
      }
      case "for":
        return this.#loop(part, scope);
      default:
        return unreachable(part);
    }
  }

  #loop(part: Extract<Part, { kind: "for" }>, scope: Scope): string {
    const scopes = itemsOf(this.#value(part.over, scope)).map(
      (item) => new Map([...scope, ...bound(part.names, item)]),
    );
    const { onlyIf } = part;
    const wanted = onlyIf === null ? scopes : scopes.filter((inner) => isTrue(this.#value(onlyIf, inner)));
    if (wanted.length === 0) return this.render(part.otherwise, scope);
    return wanted
      .map((inner, index) => this.render(part.body, inner.set("loop", loopOf(index, wanted.length))))
      .join("");
  }

  #value(expression: Expression, scope: Scope): unknown {
    this.#step();
    this.#depth += 1;
    if (this.#depth > DEPTH_MAX) throw new TemplateRenderError("an expression is too long");
    const value = this.#evaluated(expression, scope);
    this.#depth -= 1;
    return value;
  }

  #evaluated(expression: Expression, scope: Scope): unknown {
    if (isComputed(expression)) return this.#computed(expression, scope);
    switch (expression.kind) {
      case "literal":
        return expression.value;
      case "name":
        return this.#named(expression.name, scope);
      case "list":
        return expression.items.map((item) => this.#value(item, scope));
      case "dict":
        return Object.fromEntries(
          expression.entries.map(([key, item]) => [textOf(this.#value(key, scope)), this.#value(item, scope)]),
        );
      case "member":
        return memberOf(this.#value(expression.of, scope), this.#value(expression.key, scope));
      default:
        return unreachable(expression);
    }
  }

  #computed(expression: Computed, scope: Scope): unknown {
    if (expression.kind === "unary") return this.#unary(expression, scope);
    if (expression.kind === "binary") return this.#binary(expression, scope);
    if (expression.kind === "choice") return this.#choice(expression, scope);
    if (expression.kind === "call") return this.#call(expression.of, expression.given, scope);
    const value = this.#value(expression.of, scope);
    const given = this.#given(expression.given, scope);
    if (expression.kind === "test") return testOf(expression.name)(value, given.positional[0]);
    return bounded(this.#filter(expression.name)(value, given));
  }

  #choice({ condition, yes, no }: Extract<Expression, { kind: "choice" }>, scope: Scope): unknown {
    const chosen = isTrue(this.#value(condition, scope)) ? yes : no;
    return chosen === null ? undefined : this.#value(chosen, scope);
  }

  #named(name: string, scope: Scope): unknown {
    if (scope.has(name)) return scope.get(name);
    if (this.#set.has(name)) return this.#set.get(name);
    return memberOf(this.#rendering.context, name);
  }

  #call(of: Expression, { positional }: Arguments, scope: Scope): unknown {
    if (of.kind !== "member" || of.key.kind !== "literal") throw new TemplateRenderError("only methods can be called");
    const given = positional.map((item) => this.#value(item, scope));
    return bounded(callMethod(this.#value(of.of, scope), textOf(of.key.value), given));
  }

  #filter(name: string): Filter {
    const own = this.#rendering.filters;
    const found = own !== undefined && Object.hasOwn(own, name) ? own[name] : undefined;
    return found ?? filterOf(name);
  }

  #given({ positional, named }: Arguments, scope: Scope): Given {
    return {
      positional: positional.map((item) => this.#value(item, scope)),
      named: Object.fromEntries([...named].map(([name, item]) => [name, this.#value(item, scope)])),
    };
  }

  #unary({ operator, of }: Extract<Expression, { kind: "unary" }>, scope: Scope): unknown {
    const value = this.#value(of, scope);
    if (operator === "not") return !isTrue(value);
    return operator === "-" ? -numberOf(value) : numberOf(value);
  }

  #binary({ operator, left, right }: Extract<Expression, { kind: "binary" }>, scope: Scope): unknown {
    const first = this.#value(left, scope);
    if (operator === "and") return isTrue(first) ? this.#value(right, scope) : first;
    if (operator === "or") return isTrue(first) ? first : this.#value(right, scope);
    return bounded(operate(operator, first, this.#value(right, scope)));
  }

  #write(text: string): string {
    this.#written += text.length;
    if (this.#written > TEXT_MAX) throw tooLong();
    return text;
  }

  #step(): void {
    this.#steps += 1;
    if (this.#steps > STEPS_MAX) throw new TemplateRenderError("the template takes too long");
  }
}

type Computed = Extract<Expression, { kind: "call" | "filter" | "test" | "unary" | "binary" | "choice" }>;

const COMPUTED: ReadonlySet<string> = new Set(["call", "filter", "test", "unary", "binary", "choice"]);

function isComputed(expression: Expression): expression is Computed {
  return COMPUTED.has(expression.kind);
}

function tooLong(): TemplateRenderError {
  return new TemplateRenderError("the text becomes too long");
}

function bound(names: readonly string[], item: unknown): [string, unknown][] {
  const [only] = names;
  if (names.length === 1 && only !== undefined) return [[only, item]];
  return names.map((name, index) => [name, memberOf(item, index)]);
}

function loopOf(index: number, length: number): Record<string, unknown> {
  return {
    index: index + 1,
    index0: index,
    revindex: length - index,
    revindex0: length - index - 1,
    first: index === 0,
    last: index === length - 1,
    length,
  };
}

type Operation = Exclude<BinaryOperator, "and" | "or">;
type Arithmetic = "-" | "*" | "/" | "//" | "%";

const OPERATIONS: Readonly<Record<Exclude<Operation, Arithmetic>, (left: unknown, right: unknown) => unknown>> = {
  "==": isEqual,
  "!=": (left, right) => !isEqual(left, right),
  "<": (left, right) => compare(left, right) < 0,
  "<=": (left, right) => compare(left, right) <= 0,
  ">": (left, right) => compare(left, right) > 0,
  ">=": (left, right) => compare(left, right) >= 0,
  in: (left, right) => contains(right, left),
  "not in": (left, right) => !contains(right, left),
  "~": (left, right) => textOf(left) + textOf(right),
  "+": added,
};

function isArithmetic(operator: Operation): operator is Arithmetic {
  return ["-", "*", "/", "//", "%"].includes(operator);
}

function operate(operator: Operation, left: unknown, right: unknown): unknown {
  if (isArithmetic(operator)) return calculate(operator, numberOf(left), numberOf(right));
  return OPERATIONS[operator](left, right);
}

function added(left: unknown, right: unknown): unknown {
  if (typeof left === "string" && typeof right === "string") return left + right;
  if (Array.isArray(left) && Array.isArray(right)) return [...left, ...right];
  return numberOf(left) + numberOf(right);
}

function calculate(operator: Arithmetic, left: number, right: number): number {
  if (operator === "-") return left - right;
  if (operator === "*") return left * right;
  if (right === 0) throw new TemplateRenderError("nothing can be divided by zero");
  if (operator === "/") return left / right;
  return operator === "//" ? Math.floor(left / right) : left - right * Math.floor(left / right);
}
