import { expect, test } from "vitest";
import { placeholdersOf } from "../../src/placeholder/placeholder.ts";

test.each([
  ["no braces", []],
  ["{{ not closed", []],
  ["{{ two words }} and {{}}", []],
  ["{{image}}", [{ kind: "value", text: "{{image}}", path: ["image"] }]],
  [
    "{{ build.tags[0].name }}",
    [{ kind: "value", text: "{{ build.tags[0].name }}", path: ["build", "tags", "0", "name"] }],
  ],
  ["{{ $HOME }}", [{ kind: "environment", text: "{{ $HOME }}", name: "HOME" }]],
  [
    "{{ prefect.variables.a-b }}{{ tutti.variables.c }}",
    [
      { kind: "variable", text: "{{ prefect.variables.a-b }}", name: "a-b" },
      { kind: "variable", text: "{{ tutti.variables.c }}", name: "c" },
    ],
  ],
  [
    "{{ prefect.blocks.secret.token }}",
    [{ kind: "block", text: "{{ prefect.blocks.secret.token }}", typeSlug: "secret", name: "token", path: [] }],
  ],
  [
    "x {{ tutti.blocks.json.conf.value.list[1].a.b }} y",
    [
      {
        kind: "block",
        text: "{{ tutti.blocks.json.conf.value.list[1].a.b }}",
        typeSlug: "json",
        name: "conf",
        path: ["value", "list", "1", "a", "b"],
      },
    ],
  ],
  [
    "{{ prefect.blocks.secret }}",
    [{ kind: "block", text: "{{ prefect.blocks.secret }}", typeSlug: "secret", name: "", path: [] }],
  ],
])("%s names what it names", (text, placeholders) => {
  expect(placeholdersOf(text)).toEqual(placeholders);
});
