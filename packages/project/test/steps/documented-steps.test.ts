import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { loadStep, STEP_NAMES } from "../../src/steps/step-names.ts";

const PAGE = new URL("../../../../docs/reference/steps.md", import.meta.url);

/** The steps of the page, and the inputs of each one's table. */
async function documented(): Promise<Record<string, string[]>> {
  const [, ...sections] = (await readFile(PAGE, "utf8")).split(/^## /m);
  return Object.fromEntries(
    sections.map((section) => {
      const rows = section.split("\n").filter((line) => line.startsWith("| `"));
      const names = rows.flatMap((row) =>
        [...(row.split("|")[1] ?? "").matchAll(/`(\w+)`/g)].map(([, name = ""]) => name),
      );
      return [/^`(\w+)`/.exec(section)?.[1] ?? "", names.sort()];
    }),
  );
}

test("the reference has every step, with every input", async () => {
  const steps = await Promise.all(
    STEP_NAMES.map(async (name) => [name, [...(await loadStep(name)).inputNames].sort()] as const),
  );
  expect(await documented()).toEqual(Object.fromEntries(steps));
});
