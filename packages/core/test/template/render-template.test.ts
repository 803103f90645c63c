import { expect, test } from "vitest";
import { parseExact } from "../../src/exact-json.ts";
import { instant } from "../../src/instant.ts";
import { renderParts, renderTemplate } from "../../src/template/render-template.ts";
import { TemplateRenderError } from "../../src/template/template-error.ts";
import { LabelTree, ResourceValue, TemplateTime } from "../../src/template/template-value.ts";

const labels = { "hello.world": "foo", "hello.world.again": "bar", top: "x" };
const resource = new ResourceValue({
  "prefect.resource.id": "prefect.flow.1",
  "prefect.resource.name": "f",
  "prefect.resource.role": "flow",
});
const context = {
  at: new TemplateTime(instant(1_800_000_000_123_456)),
  labels: new LabelTree(labels),
  resource,
  raw: parseExact('{"five": 5.0, "zero": 0.0, "big": 12345678901234567890}'),
  big: "x".repeat(300_000),
  items: Array.from({ length: 300 }, (_, index) => index),
};
const render = (template: string) => renderTemplate(template, { context });

test.each([
  ["{{ at }}", "2027-01-15 08:00:00.123456+00:00"],
  ["{{ at | tojson }}", '"2027-01-15T08:00:00.123456Z"'],
  ["{{ at.isoformat() }}", "2027-01-15T08:00:00.123456+00:00"],
  [
    "{{ at.strftime('%Y-%m-%d %H:%M:%S.%f %F %T %z %Z 100%% %q') }}",
    "2027-01-15 08:00:00.123456 2027-01-15 08:00:00 +0000 UTC 100% %q",
  ],
  ["{{ at.year }}{{ [at] }}", "[2027-01-15 08:00:00.123456+00:00]"],
  ["{{ labels.hello.world }} {{ labels.hello.world.again }} {{ labels.top }}", "foo bar x"],
  [
    "{{ labels.hello }}|{{ labels.none }}|{{ labels | tojson }}",
    '||{"hello.world": "foo", "hello.world.again": "bar", "top": "x"}',
  ],
  ["{{ labels.hello.world | tojson }}{{ 'top' in labels }}", '"foo"True'],
  [
    "{{ resource.id }} {{ resource.name }} {{ resource['prefect.resource.id'] }} {{ resource.labels.prefect.resource.role }}",
    "prefect.flow.1 f prefect.flow.1 flow",
  ],
  [
    "{{ resource.get('prefect.resource.name') }} {{ resource.get('q', 'z') }} {{ resource.get('q') }} {{ resource.other }}",
    "f z None ",
  ],
  [
    "{{ resource }}",
    '{"prefect.resource.id":"prefect.flow.1","prefect.resource.name":"f","prefect.resource.role":"flow"}',
  ],
  ["{{ [resource] | tojson | length }}", "106"],
  [
    "{{ raw.five }} {{ raw.big }} {{ raw | tojson }}",
    '5.0 12345678901234567890 {"five": 5.0, "zero": 0.0, "big": 12345678901234567890}',
  ],
  [
    "{{ raw.five + 1 }}{{ raw.five == 5 }}{{ raw.zero or 'zero' }}{{ raw.five is number }}{{ true + 1 }}",
    "6Truezero True2".replace(" ", ""),
  ],
  ["{{ nothing | tojson }}{{ [nothing] }}{{ none is none }}", "null[None]True"],
  ["{{ d | dictsort | length }}{{ resource and 'yes' }}{{ {} and 1 }}", "0yes{}"],
  ["{{ 'a' < 'b' }}{{ 'b' < 'a' }}{{ 'a' <= 'a' }}{{ [1] == [1] }}", "TrueFalseTrueTrue"],
  ["{{ 'a\\nb\\tc' | list | length }}{{ [\"a\\n'\"] }}", `5["a\\n'"]`],
  [
    "{{ 2.1 | round(0, 'ceil') }}{{ true | int }}{{ '' | int(4) }}{{ ' x '.strip() }}{{ 'ab'.endswith('b') }}{{ 'a b'.title() }}{{ 'AB'.lower() }}",
    "314xTrueA Bab",
  ],
  [
    "{{ 'a,b'.split(',') }}{{ 1 is sameas 1 }}{{ 1 is true }}{{ true is true }}{{ false is false }}{{ true is boolean }}{{ x is undefined }}",
    "['a', 'b']TrueFalseTrueTrueTrueTrue",
  ],
  [
    "{{ 1 is ne 2 }}{{ 1 is lt 2 }}{{ 1 is le 1 }}{{ 1 is ge 2 }}{{ 1 is lessthan 2 }}{{ 2 is greaterthan 1 }}{{ 1 is equalto 1 }}",
    "TrueTrueTrueFalseTrueTrueTrue",
  ],
  [
    "{{ [1, 2] | select('in', [2]) | list }}{{ [1, 2] | select('ne', 2) | list }}{{ [1, x] | select('defined') | list }}",
    "[2][1][1]",
  ],
  ["{{ 'x' | items }}{{ 'ab' | join('-') }}{{ 'a' | replace('', 'b') }}", "[['0', 'x']]a-ba"],
  ["{% for a, b in [[1, 2]] %}{{ a }}{{ b }}{% endfor %}", "12"],
])("%s", (template, text) => {
  expect(render(template)).toBe(text);
});

test.each([
  ["{{ 1 | nothing }}", "there is no filter nothing"],
  ["{{ 1 is nothing }}", "there is no test nothing"],
  ["{{ [1] | select('odd') | list }}", "there is no test odd to select by"],
  ["{{ 'a' + 1 }}", "'a' is no number"],
  ["{{ 1 / 0 }}", "nothing can be divided by zero"],
  ["{{ f() }}", "only methods can be called"],
  ["{{ 'a'.encode() }}", "encode cannot be called here"],
  ["{{ [].append(1) }}", "append cannot be called here"],
  ["{{ 'a'.constructor() }}", "constructor cannot be called here"],
  ["{% for x in 5 %}{% endfor %}", "5 has no items"],
  ["{{ big }}", "the text becomes too long"],
  ["{{ big | replace('x', big) }}", "a text becomes too long"],
  ["{{ items | join(big) }}", "a text becomes too long"],
  ["{{ big | list }}", "a list becomes too long"],
  ["{% for x in items %}{% for y in items %}{{ y }}{% endfor %}{% endfor %}", "the template takes too long"],
  [`{{ big${" | upper".repeat(1000)} }}`, "an expression is too long"],
  [`{{ 1${" + 1".repeat(20_000)} }}`, "an expression is too long"],
  [`{{ big${".a".repeat(20_000)} }}`, "an expression is too long"],
])("%.80s fails", (template, message) => {
  expect(() => render(template)).toThrow(new TemplateRenderError(message));
});

test("objects have nothing but what is theirs", () => {
  expect(render("{{ raw.constructor }}{{ raw.__proto__ }}{{ constructor }}{{ at.constructor }}{{ 'x'.length }}")).toBe(
    "",
  );
});

test("a text without braces stands as it is, and filters can be added", () => {
  expect(render("plain } {")).toBe("plain } {");
  const filters = { twice: (value: unknown) => `${String(value)}${String(value)}` };
  expect(renderTemplate("{{ 'a' | twice | upper }}", { context, filters })).toBe("AA");
  expect(() => render("{{ 'a' | twice }}")).toThrow("there is no filter twice");
});

test.each([{ kind: "song" }, { kind: "output", value: { kind: "song" } }])(
  "what no parser makes is not rendered: %j",
  (part) => {
    expect(() => renderParts([part] as never, { context })).toThrow("unreachable");
  },
);
