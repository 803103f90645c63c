import { fileURLToPath } from "node:url";
import { afterEach, expect, test, vi } from "vitest";
import { joinCopies, tellOfOtherCopy } from "../../src/engine/other-copies.ts";

afterEach(() => void vi.restoreAllMocks());

test("a call within the flow run of another copy of the SDK is told of, once; one outside of it is not", () => {
  const said = vi.spyOn(process.stderr, "write").mockReturnValue(true);
  const copies: Map<string, () => boolean> = Reflect.get(globalThis, Symbol.for("tutti.sdk.copies"));
  const own = fileURLToPath(new URL("../..", import.meta.url));
  let isInFlowRun = false;
  joinCopies(() => true);
  tellOfOtherCopy("alone");
  copies.set("/elsewhere/sdk/", () => isInFlowRun);
  tellOfOtherCopy("outside");
  isInFlowRun = true;
  tellOfOtherCopy("add");
  tellOfOtherCopy("add");
  copies.delete("/elsewhere/sdk/");

  expect(said.mock.calls).toEqual([
    [
      `tutti: 'add' is no step of the flow run that calls it: it was made with the copy of Tutti in ${own}, the flow with ` +
        "the one in /elsewhere/sdk/. Let the program have one: npm ls @tutti/sdk tells where each comes from.\n",
    ],
  ]);
});
