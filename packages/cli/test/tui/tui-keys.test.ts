import { describe, expect, test } from "vitest";
import { afterKey, FIRST_LOOK, type TuiModel } from "../../src/tui/tui-keys.ts";

const RUNS = ["a", "b", "c"];
const at = (selectedId: string, more: Partial<TuiModel> = {}): TuiModel => ({ ...FIRST_LOOK, selectedId, ...more });

describe("a key", () => {
  test.each([
    ["down goes on from the first", FIRST_LOOK, "down", at("b"), null],
    ["up stays at the first", at("a"), "up", at("a"), null],
    ["pagedown stays at the last", at("b"), "pagedown", at("c"), null],
    ["whose run is gone is about the first", at("gone"), "j", at("b"), null],
    ["enter opens", FIRST_LOOK, "return", at("a", { isOpen: true }), null],
    ["down does not change the run that is open", at("a", { isOpen: true }), "down", at("a", { isOpen: true }), null],
    ["escape closes", at("a", { isOpen: true }), "escape", at("a"), null],
    ["c asks", at("b"), "c", at("b", { isAsked: true }), null],
    ["y cancels", at("b", { isAsked: true }), "y", at("b"), "cancel"],
    ["any other does not", at("b", { isAsked: true }), "q", at("b"), null],
    ["r runs it again", FIRST_LOOK, "r", at("a"), "retry"],
    ["o opens the dashboard", at("c"), "o", at("c"), "browse"],
    ["q leaves", at("c"), "q", at("c"), "quit"],
    ["without a meaning does nothing", at("c"), "x", at("c"), null],
  ] as const)("%s", (_what, model, key, next, action) => {
    expect(afterKey(model, key, RUNS)).toEqual({ model: next, action });
  });
});

test("without runs there is nothing but to leave", () => {
  for (const key of ["down", "return", "c", "r"]) {
    expect(afterKey(FIRST_LOOK, key, [])).toEqual({ model: FIRST_LOOK, action: null });
  }
  expect(afterKey(FIRST_LOOK, "q", []).action).toBe("quit");
});
