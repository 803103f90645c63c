import { describe, expect, test } from "vitest";
import { FLOW_MARK, flowMarkOf } from "../src/flow-mark.ts";

const mark = { name: "main-flow", version: "1", parameters: null };

describe("a value is a flow when it carries the mark of one", () => {
  test.each([
    ["a marked function", Object.assign(() => undefined, { [FLOW_MARK]: mark }), mark],
    ["a function", () => undefined, null],
    ["no function", { [FLOW_MARK]: mark }, null],
    ["a mark of another kind", Object.assign(() => undefined, { [FLOW_MARK]: { name: 1, version: "1" } }), null],
    ["a mark that is none", Object.assign(() => undefined, { [FLOW_MARK]: null }), null],
  ])("%s", (_title, value, expected) => {
    expect(flowMarkOf(value)).toEqual(expected);
  });
});
