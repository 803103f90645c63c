import { expect, test } from "vitest";
import { isTemplate, parseTemplate, templateProblem } from "../../src/template/parse-template.ts";
import type { Arguments, Expression } from "../../src/template/syntax.ts";

const name = (text: string): Expression => ({ kind: "name", name: text });
const literal = (value: string | number | boolean | null): Expression => ({ kind: "literal", value });
const none: Arguments = { positional: [], named: new Map() };
const [a, b, c] = [name("a"), name("b"), name("c")];

function expressionOf(source: string): Expression {
  const [part] = parseTemplate(`{{ ${source} }}`);
  if (part?.kind !== "output") throw new Error("no output");
  return part.value;
}

test.each<[string, Expression]>([
  ["a", a],
  ["'it\\'s' \"\\n\\u0041\\x42\\q\"", literal("it's\nABq")],
  ["1_000", literal(1000)],
  ["1.5e3", literal(1500)],
  ["True", literal(true)],
  ["none", literal(null)],
  ["[a, b,]", { kind: "list", items: [a, b] }],
  ["(a, b)", { kind: "list", items: [a, b] }],
  ["a, b", { kind: "list", items: [a, b] }],
  ["()", { kind: "list", items: [] }],
  ["(a)", a],
  [
    "{'k': {'n': a}, b: c,}",
    {
      kind: "dict",
      entries: [
        [literal("k"), { kind: "dict", entries: [[literal("n"), a]] }],
        [b, c],
      ],
    },
  ],
  ["a.b", { kind: "member", of: a, key: literal("b") }],
  ["a.0", { kind: "member", of: a, key: literal(0) }],
  ["a[b]", { kind: "member", of: a, key: b }],
  ["a(b, c=1,)", { kind: "call", of: a, given: { positional: [b], named: new Map([["c", literal(1)]]) } }],
  ["a | f", { kind: "filter", of: a, name: "f", given: none }],
  ["a | f.g(b)", { kind: "filter", of: a, name: "f.g", given: { positional: [b], named: new Map() } }],
  ["a is t", { kind: "test", of: a, name: "t", given: none }],
  [
    "a is not t 3",
    {
      kind: "unary",
      operator: "not",
      of: { kind: "test", of: a, name: "t", given: { positional: [literal(3)], named: new Map() } },
    },
  ],
  [
    "a is t and b",
    { kind: "binary", operator: "and", left: { kind: "test", of: a, name: "t", given: none }, right: b },
  ],
  ["-a | abs", { kind: "filter", of: { kind: "unary", operator: "-", of: a }, name: "abs", given: none }],
  ["not a in b", { kind: "unary", operator: "not", of: { kind: "binary", operator: "in", left: a, right: b } }],
  ["a not in b", { kind: "binary", operator: "not in", left: a, right: b }],
  [
    "a + b * c",
    { kind: "binary", operator: "+", left: a, right: { kind: "binary", operator: "*", left: b, right: c } },
  ],
  [
    "a - b ~ c",
    { kind: "binary", operator: "-", left: a, right: { kind: "binary", operator: "~", left: b, right: c } },
  ],
  [
    "a or b and c",
    { kind: "binary", operator: "or", left: a, right: { kind: "binary", operator: "and", left: b, right: c } },
  ],
  ["a if b else c", { kind: "choice", condition: b, yes: a, no: c }],
  ["a if b", { kind: "choice", condition: b, yes: a, no: null }],
])("%s is read", (source, expression) => {
  expect(expressionOf(source)).toEqual(expression);
});

test("text, comments, raw text and statements follow one another", () => {
  const source = "x{# not {{ shown #}\r\n{% raw %}{{ a }}{% endraw %}{% set b, = 1 %}";
  expect(templateProblem(source)?.message).toBe("= is missing before ,");
  expect(parseTemplate("x{# c #}\r\n{% raw %}{{ a }}{% endraw %}{% set b = a, %}\n")).toEqual([
    { kind: "text", text: "x" },
    { kind: "text", text: "\n" },
    { kind: "text", text: "{{ a }}" },
    { kind: "set", name: "b", value: { kind: "list", items: [a] } },
  ]);
});

test("a dash takes the white space on its side", () => {
  const texts = (source: string) => parseTemplate(source).flatMap((part) => (part.kind === "text" ? [part.text] : []));
  expect(texts(" a {{- x -}} b {%- raw -%} c {%- endraw -%} d {#- e -#} f ")).toEqual([" a", "b", "c", "d", "f "]);
  expect(texts("a {#-#} b")).toEqual(["a", " b"]);
});

test("if and for hold parts of their own", () => {
  const text = (value: string) => ({ kind: "text" as const, text: value });
  expect(parseTemplate("{% if a %}1{% elif b %}2{% else %}3{% endif %}")).toEqual([
    {
      kind: "if",
      branches: [
        { condition: a, body: [text("1")] },
        { condition: b, body: [text("2")] },
      ],
      otherwise: [text("3")],
    },
  ]);
  expect(parseTemplate("{% for a, b in c if a %}1{% else %}2{% endfor %}{% for a in b %}{% endfor %}")).toEqual([
    { kind: "for", names: ["a", "b"], over: c, onlyIf: a, body: [text("1")], otherwise: [text("2")] },
    { kind: "for", names: ["a"], over: b, onlyIf: null, body: [], otherwise: [] },
  ]);
});

test.each([
  ["{{ a", 1, "the template ends within braces"],
  ["\n{{ a\n $ }}", 3, '"$" means nothing here'],
  ["{{ 'a }}", 1, `"'" means nothing here`],
  ["{# a", 1, "a comment has no end"],
  ["\n{% raw %}", 2, "a raw block has no end"],
  ["{{ }}", 1, "an expression is missing"],
  ["{{ a b }}", 1, "b is not expected here"],
  ["{{ a | }}", 1, "a name is missing"],
  ["{{ a.'b' }}", 1, "a name is missing before 'b'"],
  ["{{ a[b }}", 1, "] is missing"],
  ["{{ a(b c) }}", 1, ", is missing before c"],
  ["{{ * }}", 1, "* is not expected here"],
  ["{{ a ** 2 }}", 1, "** is not expected here"],
  ["{{ a not b }}", 1, "in is missing before b"],
  ["{{ {a} }}", 1, ": is missing before }"],
  ["{% if %}{% endif %}", 1, "an expression is missing"],
  ["{% if a %}", 1, "if has no endif"],
  ["{% if a %}{% else %}", 1, "if has no endif"],
  ["{% if a %}{% endfor %}", 1, "endfor does not end if"],
  ["{% if a %}{% else b %}{% endif %}", 1, "b is not expected here"],
  ["{% endif %}", 1, "endif ends nothing"],
  ["{% else %}", 1, "else ends nothing"],
  ["{% for a %}{% endfor %}", 1, "in is missing"],
  ["{% macro a() %}", 1, "there is no statement macro; templates have if, for and set"],
  ["{% 1 %}", 1, "a name is missing before 1"],
  ["{% for a in b %}".repeat(3), 1, "loops stand at most 2 deep"],
  ["{% for a in b %}{% endfor %}".repeat(11), 1, "templates have at most 10 loops"],
  ["{% if a %}".repeat(41), 1, "blocks stand too deep in one another"],
  [`{{ ${"(".repeat(60)} }}`, 1, "expressions stand too deep in one another"],
  [`{{ ${"-".repeat(60)}a }}`, 1, "expressions stand too deep in one another"],
])("%j is no template", (source, line, message) => {
  const problem = templateProblem(source);
  expect([problem?.line, problem?.message]).toEqual([line, message]);
});

test("a template is what has braces, and what is well written has no problem", () => {
  expect(["", "a { b } c", "{{ a }}", "{% x %}"].map(isTemplate)).toEqual([false, false, true, true]);
  expect(templateProblem("{{ a }}")).toBe(null);
  expect(() => templateProblem(undefined as unknown as string)).toThrow(TypeError);
});
