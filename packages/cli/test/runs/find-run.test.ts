import { describe, expect, test } from "vitest";
import { findRun } from "../../src/runs/find-run.ts";

const runs = [
  { id: "0195f1c2-0000-7000-8000-00000000000a", name: "brave-otter", state_name: "Completed" },
  { id: "0195f1c2-0000-7000-8000-00000000000b", name: "calm-fox", state_name: "Failed" },
  { id: "0195f1c3-0000-7000-8000-00000000000c", name: "calm-fox", state_name: null },
  { id: "0195f1c4-0000-7000-8000-00000000000d", name: "0195f1c3", state_name: "Running" },
];

function find(reference: string) {
  return findRun(reference, {
    kind: "flow run",
    read: async (id) => runs.find((run) => run.id === id) ?? Promise.reject(new Error("404")),
    readByName: async (name) => runs.filter((run) => run.name === name),
    readRecent: async () => runs,
  });
}

describe("a run is found", () => {
  test.each([
    ["by its id", "0195f1c2-0000-7000-8000-00000000000a", 0],
    ["by its id in capitals", "0195F1C2-0000-7000-8000-00000000000B", 1],
    ["by its name", "brave-otter", 0],
    ["by its name before the beginning of another's id", "0195f1c3", 3],
    ["by the only beginning of an id", "0195f1c3-", 2],
  ])("%s: %s", async (_rule, reference, index) => {
    expect(await find(reference)).toBe(runs[index]);
  });
});

describe("a run is not found", () => {
  test("when several have the name: they are listed", async () => {
    await expect(find("calm-fox")).rejects.toMatchObject({
      code: "ambiguous_name",
      detail: [
        "flow runs that calm-fox may mean:",
        "    0195f1c2-0000-7000-8000-00000000000b  calm-fox  Failed",
        "    0195f1c3-0000-7000-8000-00000000000c  calm-fox  none",
      ].join("\n"),
    });
  });

  test("when several ids begin so", async () => {
    await expect(find("0195f1")).rejects.toMatchObject({ code: "ambiguous_name" });
  });

  test("when nothing fits: the nearest name is offered", async () => {
    await expect(find("brave-oter")).rejects.toMatchObject({
      code: "not_found",
      detail: "No flow run is called brave-oter. Did you mean brave-otter?",
    });
  });
});
