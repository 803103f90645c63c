import { beforeEach, expect, test } from "vitest";
import { AutomationBench } from "../support/automation-bench.ts";
import { describeOnDatabases } from "../support/databases.ts";

// Automations hear what others do: that must end.

describeOnDatabases("automations that trigger each other", (database) => {
  let bench: AutomationBench;
  beforeEach(async () => {
    bench = await AutomationBench.open(database);
  });

  test("those that count everything fire once for what happens, and not for each other", async () => {
    const reactive = { type: "event", posture: "Reactive" };
    const made = [
      await bench.automate(reactive),
      await bench.automate({ ...reactive, expect: ["some.*", "prefect.*"] }),
    ];
    bench.deps.advance(1);
    const happened = await bench.happen("some.thing");
    await bench.settle();
    for (const id of made) {
      const firings = await bench.firings(id);
      expect(firings.filter((event) => event === happened)).toHaveLength(1);
    }
    const before = await bench.events("prefect.automation.triggered");
    await bench.settle();
    expect(await bench.events("prefect.automation.triggered")).toEqual(before);
    for (const id of made) await bench.store.command("deleteAutomation", { id });
  });

  test("those that name each other's firing hand it on for a while", async () => {
    const named = { type: "event", posture: "Reactive", expect: ["begin.it", "prefect.automation.triggered"] };
    const made = [await bench.automate(named), await bench.automate(named)];
    bench.deps.advance(1);
    await bench.happen("begin.it");
    await bench.settle();
    const told = await bench.events("prefect.automation.triggered");
    const own = told.filter(({ resource }) =>
      made.some((id) => resource["prefect.resource.id"] === `prefect.automation.${id}`),
    );
    // Each begins a chain of eleven firings.
    expect(own.map(({ resource }) => Number(resource["tutti.firing-chain"] ?? 0)).toSorted((a, b) => a - b)).toEqual(
      Array.from({ length: 22 }, (_, at) => Math.floor(at / 2)),
    );
    for (const id of made) await bench.store.command("deleteAutomation", { id });
  });
});
