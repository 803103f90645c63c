import { expect, test } from "vitest";
import { fillOutputs, resolveTemplate } from "../../src/template/resolve-template.ts";
import { fakeSources } from "../../../project/test/support/fake-sources.ts";

const sources = fakeSources({
  blocks: {
    "secret/token": { value: "s3cret" },
    "json/conf": { value: { list: [{ a: 1 }], value: "inner" } },
    "aws/creds": { key: "k", region: null },
  },
  documents: { "1": { host: "h" } },
  variables: { count: 3, empty: null, settings: { deep: [true] } },
  environment: { HOME: "/home/me" },
});
const outputs = { tag: "v1", build: { image: "x:v1", labels: { a: 1 } } };

test.each([
  ["{{ prefect.blocks.secret.token }}", "s3cret"],
  ["{{ tutti.blocks.secret.token.value }}", "s3cret"],
  ["Bearer {{ prefect.blocks.secret.token }}", "Bearer s3cret"],
  ["{{ prefect.blocks.json.conf }}", { list: [{ a: 1 }], value: "inner" }],
  ["{{ prefect.blocks.json.conf.list[0].a }}", 1],
  ["{{ prefect.blocks.json.conf.value.value }}", "inner"],
  ["{{ prefect.blocks.aws.creds.region }}", null],
  [{ credentials: { $ref: { block_document_id: "1" } } }, { credentials: { host: "h" } }],
  ["{{ prefect.variables.count }}", 3],
  ["{{ prefect.variables.settings }}", { deep: [true] }],
  ["n={{ prefect.variables.count }} {{ tutti.variables.empty }}", "n=3 None"],
  ["{{ $HOME }}/code", "/home/me/code"],
  ["{{ $MISSING }}", ""],
  ["a{{ $MISSING }}b", "ab"],
  ["{{ build.labels }}", { a: 1 }],
  ["{{ tag }}-{{ build.image }}", "v1-x:v1"],
  [{ image: "{{ nobody.image }}", tag: "t{{ nobody.tag }}" }, { tag: "t" }],
])("%j becomes %j", async (template, value) => {
  expect(await resolveTemplate(template, outputs, sources)).toEqual(value);
});

test.each([
  ["{{ prefect.blocks.secret.nope }}", "{{ prefect.blocks.secret.nope }}: there is no block secret/nope"],
  ["{{ prefect.blocks.secret }}", "{{ prefect.blocks.secret }} names no block: write prefect.blocks.<type>.<name>"],
  ["{{ prefect.blocks.aws.creds.a.b }}", "{{ prefect.blocks.aws.creds.a.b }}: the block has no a.b"],
  ["x {{ prefect.variables.nope }}", "{{ prefect.variables.nope }}: there is no variable nope"],
  [{ $ref: { block_document_id: "2" } }, "there is no block document 2"],
])("%j cannot be filled", async (template, problem) => {
  await expect(resolveTemplate(template, outputs, sources)).rejects.toMatchObject({
    code: "invalid_template",
    detail: problem,
  });
});

test("all that is missing is told at once, and each thing once", async () => {
  const one = "{{ prefect.variables.one }}";
  const template = {
    one,
    again: [one],
    block: "{{ prefect.blocks.secret.two }}",
    count: "{{ prefect.variables.count }}",
  };
  await expect(resolveTemplate(template, outputs, sources)).rejects.toMatchObject({
    code: "invalid_template",
    detail: `${one}: there is no variable one; {{ prefect.blocks.secret.two }}: there is no block secret/two`,
  });
});

test("secrets that went in are told", async () => {
  const secrets: string[] = [];
  await resolveTemplate(["{{ prefect.blocks.secret.token }}"], {}, sources, (secret) => secrets.push(secret));
  expect(secrets).toEqual(["s3cret"]);
});

test("at deploy time, outputs and environment are filled, and what is read at run time stays", () => {
  const template = {
    image: "{{ build.image }}",
    later: "{{ nobody.image }}",
    token: "{{ prefect.blocks.secret.token }}",
    home: "{{ $HOME }}",
  };
  expect(fillOutputs(template, outputs)).toEqual({ ...template, image: "x:v1" });
  expect(fillOutputs(template, outputs, { HOME: "/h" })).toEqual({ ...template, image: "x:v1", home: "/h" });
});
