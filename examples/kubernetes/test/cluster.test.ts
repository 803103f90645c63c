import { readFile } from "node:fs/promises";
import { withTestServer } from "tutti";
import { expect, test } from "vitest";
import { parseAllDocuments } from "yaml";
import { checkModel } from "../../../packages/integrations/kubernetes/test/support/model-check.ts";
import { where } from "../where.ts";

test("what is applied to the cluster is what Kubernetes knows", async () => {
  const text = await readFile(new URL("../cluster.yaml", import.meta.url), "utf8");
  const objects: { kind: string; metadata: { name: string } }[] = parseAllDocuments(text).map((document) =>
    document.toJS(),
  );
  expect(objects).toHaveLength(10);
  for (const object of objects) {
    const { unknown, wrong } = checkModel(object, `V1${object.kind}`);
    expect({ kind: object.kind, unknown, wrong }).toEqual({ kind: object.kind, unknown: [], wrong: [] });
  }
});

test("the flow says where it runs", async () => {
  await withTestServer(async () => {
    expect(await where({ greeting: "Hi" })).toMatch(/^Hi from ./);
  });
});
