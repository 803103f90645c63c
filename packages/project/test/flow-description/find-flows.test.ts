import { expect, test } from "vitest";
import { findFlows } from "../../src/flow-description/find-flows.ts";
import { sourceFolder } from "../support/source-folder.ts";

test("flows are found where they are written, and nowhere else", async () => {
  await using folder = await sourceFolder({
    "taxi.ts": `export const mainFlow = flow({ retries: 3 }, async function mainFlow() {});
                export const typed: Flow<[], void> = flow(async () => undefined);
                const inner = flow(async function inner() {});
                export const readData = task(async function readData() {});`,
    "jobs/etl.mjs": "export default flow(async function etl() {});",
    "jobs/etl.py":
      "@flow\ndef plain():\n    pass\n\n@flow(\n    retries=3,\n)\nasync def with_options():\n    pass\n\ndef none():\n    pass\n",
    "taxi.test.ts": "export const tested = flow(async () => undefined);",
    "node_modules/x/x.js": "export const installed = flow(async () => undefined);",
    ".hidden/x.ts": "export const hidden = flow(async () => undefined);",
    "notes.md": "export const written = flow(",
  });
  expect(await findFlows(folder.path)).toEqual([
    "jobs/etl.mjs:default",
    "jobs/etl.py:plain",
    "jobs/etl.py:with_options",
    "taxi.ts:mainFlow",
    "taxi.ts:typed",
  ]);
});

test("a folder that is not there has none", async () => {
  expect(await findFlows("/nowhere/at/all")).toEqual([]);
});
