import { Client } from "pg";
import { expect, test } from "vitest";
import { AutomationBench } from "../support/automation-bench.ts";
import { describeOnDatabases, freshPostgres } from "../support/databases.ts";
import { openStore } from "../../src/store/open-store.ts";
import { automationCreate } from "@tutti/core/wire/automation";

const on = (name: string) => ({ type: "event", posture: "Reactive", expect: [name] });

describeOnDatabases("many triggers", (database) => {
  test("look at few events in one transaction, and at all of them in the end", async () => {
    const bench = await AutomationBench.open(database);
    const others = Array.from({ length: 499 }, (_, index) => on(`never.${index}`));
    const id = await bench.automate({
      type: "compound",
      require: "any",
      within: null,
      triggers: [{ ...on("x.y"), threshold: 5, within: 60 }, ...others],
    });
    await bench.settle();
    let last = "";
    for (let count = 0; count < 5; count++) last = await bench.happen("x.y");
    const turns = [];
    do turns.push(await bench.store.command("advanceTriggers", { limit: 100 }));
    while (turns.at(-1)?.hasMore === true);
    expect(turns).toHaveLength(3);
    expect(await bench.firings(id)).toEqual([last]);
  });
});

test("automations are made, changed and enabled while a round of triggers is under way", async () => {
  const database = await freshPostgres();
  const store = await openStore(database.url);
  const body = automationCreate.parse({ name: "watch", trigger: on("a.b"), actions: [{ type: "do-nothing" }] });
  const { id } = await store.command("createAutomation", body);
  const round = new Client({ connectionString: database.url });
  await round.connect();
  await round.query("begin; select * from tutti.event_cursor for update");
  await round.query(
    "insert into tutti.automation_bucket (trigger_id, key, automation_id, start, \"end\", count) values ('t', 'k', $1, 0, 0, 1)",
    [id],
  );
  await store.command("createAutomation", body);
  await store.command("enableAutomation", { id, enabled: false });
  await store.command("enableAutomation", { id, enabled: true });
  const { rowCount } = await round.query("select 1 from tutti.automation where enabled = 1");
  expect(rowCount).toBe(2);
  await round.query("rollback");
  await round.end();
  await store.close();
  await database.drop();
});
