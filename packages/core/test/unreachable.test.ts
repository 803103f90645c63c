import { expect, test } from "vitest";
import { unreachable } from "../src/unreachable.ts";

test("a value that types exclude is named when it comes all the same", () => {
  expect(() => unreachable("SURPRISE" as never)).toThrow('unreachable: "SURPRISE"');
});
