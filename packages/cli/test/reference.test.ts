import { expect, test } from "vitest";
import { referencePage } from "./support/reference-page.ts";

test("the reference page lists the commands as they are; --update writes it anew", async () => {
  await expect(await referencePage()).toMatchFileSnapshot("../../../docs/reference/cli.md");
});
