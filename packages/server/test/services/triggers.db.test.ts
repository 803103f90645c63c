import { randomUUID } from "node:crypto";
import { beforeEach, expect, test } from "vitest";
import { AutomationBench } from "../support/automation-bench.ts";
import { describeOnDatabases } from "../support/databases.ts";

const reactive = { type: "event", posture: "Reactive" };
const on = (...names: string[]) => ({ ...reactive, expect: names });

describeOnDatabases("reactive triggers", (database) => {
  let bench: AutomationBench;
  beforeEach(async () => {
    bench = await AutomationBench.open(database);
  });

  test("fire at once for each event, and the actions follow", async () => {
    const id = await bench.automate(on("a.b"), [{ type: "do-nothing" }, { type: "do-nothing" }]);
    const first = await bench.happen("a.b");
    await bench.happen("a.c");
    const second = await bench.happen("a.b");
    await bench.settle();
    expect(await bench.firings(id)).toEqual([first, second]);
    expect((await bench.outcomes()).slice(-4)).toEqual(Array.from({ length: 4 }, () => "do-nothing executed"));
    await bench.settle();
    expect(await bench.firings(id)).toEqual([first, second]);
  });

  test("see neither what was before them, nor what tells of themselves, nor anything while they are off", async () => {
    await bench.happen("early.one");
    bench.deps.advance(1);
    const id = await bench.automate({
      ...reactive,
      match: { "prefect.resource.id": ["thing.*", "prefect.automation.*"] },
    });
    await bench.settle();
    expect(await bench.firings(id)).toEqual([]);
    const seen = await bench.happen("late.one");
    await bench.settle();
    await bench.settle();
    expect(await bench.firings(id)).toEqual([seen]);
    bench.deps.advance(1);
    await bench.store.command("enableAutomation", { id, enabled: false });
    await bench.happen("late.two");
    await bench.settle();
    bench.deps.advance(1);
    await bench.store.command("enableAutomation", { id, enabled: true });
    await bench.settle();
    expect(await bench.firings(id)).toEqual([seen]);
    await bench.store.command("deleteAutomation", { id });
  });
});

describeOnDatabases("reactive triggers that wait", (database) => {
  let bench: AutomationBench;
  beforeEach(async () => {
    bench = await AutomationBench.open(database);
  });

  test("count up to their threshold within their time, for each key apart", async () => {
    const id = await bench.automate({
      ...on("count.me"),
      threshold: 2,
      within: 10,
      for_each: ["prefect.resource.id"],
    });
    const of = (name: string) => ({ resource: { "prefect.resource.id": name } });
    await bench.happen("count.me", of("x"));
    await bench.settle();
    bench.deps.advance(9);
    await bench.happen("count.me", of("y"));
    const second = await bench.happen("count.me", of("x"));
    await bench.settle();
    expect(await bench.firings(id)).toEqual([second]);
    bench.deps.advance(11);
    await bench.happen("count.me", of("y"));
    await bench.settle();
    expect(await bench.firings(id)).toEqual([second]);
    const [told] = (await bench.events("prefect.automation.triggered")).slice(-1);
    expect(told?.payload).toMatchObject({
      triggering_labels: { "prefect.resource.id": "x" },
      triggering_event: { id: second },
    });
  });

  test("wait with an event for the one it follows, and no longer than a quarter of an hour", async () => {
    const id = await bench.automate({ ...on("then"), after: ["first"], within: 60 });
    const leader = "00000000-0000-4000-8000-0000000000f1";
    const follower = await bench.happen("then", { follows: leader }, 1);
    await bench.settle();
    expect(await bench.firings(id)).toEqual([]);
    await bench.happen("first", { id: leader });
    await bench.settle();
    expect(await bench.firings(id)).toEqual([follower]);
    const other = await bench.automate(on("lost"));
    const lost = await bench.happen("lost", { follows: "00000000-0000-4000-8000-0000000000f2" });
    await bench.look();
    expect(await bench.firings(other)).toEqual([]);
    bench.deps.advance(901);
    await bench.look();
    await bench.look();
    expect(await bench.firings(other)).toEqual([lost]);
  });
});

describeOnDatabases("reactive triggers of long keys", (database) => {
  test("count for keys that are too long for an index, and for each apart", async () => {
    const bench = await AutomationBench.open(database);
    const id = await bench.automate({
      ...on("count.long"),
      threshold: 2,
      within: 10,
      for_each: ["prefect.resource.id"],
    });
    // Of random letters: Postgres would make short work of one letter many times.
    const long = Array.from({ length: 100 }, () => randomUUID()).join("");
    const of = (name: string) => ({ resource: { "prefect.resource.id": name } });
    await bench.happen("count.long", of(`${long}x`));
    await bench.happen("count.long", of(`${long}y`));
    const second = await bench.happen("count.long", of(`${long}x`));
    await bench.settle();
    expect(await bench.firings(id)).toEqual([second]);
    const [told] = (await bench.events("prefect.automation.triggered")).slice(-1);
    expect(told?.payload).toMatchObject({ triggering_labels: { "prefect.resource.id": `${long}x` } });
  });
});

describeOnDatabases("composite triggers", (database) => {
  let bench: AutomationBench;
  beforeEach(async () => {
    bench = await AutomationBench.open(database);
  });

  test("fire together: all, any, in order", async () => {
    const all = await bench.automate({
      type: "compound",
      require: "all",
      within: 60,
      triggers: [on("c.a"), on("c.b")],
    });
    const any = await bench.automate({
      type: "compound",
      require: "any",
      within: null,
      triggers: [on("c.a"), on("c.b")],
    });
    const sequence = await bench.automate({ type: "sequence", within: 60, triggers: [on("c.a"), on("c.b")] });
    const nested = await bench.automate({
      type: "compound",
      require: "all",
      within: null,
      triggers: [{ type: "sequence", within: null, triggers: [on("c.b"), on("c.a")] }, on("c.c")],
    });
    const b = await bench.happen("c.b");
    const a = await bench.happen("c.a");
    await bench.settle();
    expect(await Promise.all([all, any, sequence].map((id) => bench.firings(id)))).toEqual([[a], [b, a], []]);
    const later = await bench.happen("c.b");
    const c = await bench.happen("c.c");
    await bench.settle();
    expect(await bench.firings(sequence)).toEqual([later]);
    expect(await bench.firings(nested)).toEqual([c]);
  });
});

describeOnDatabases("proactive triggers", (database) => {
  let bench: AutomationBench;
  beforeEach(async () => {
    bench = await AutomationBench.open(database);
  });

  test("fire when what they expect does not come in time, to the microsecond", async () => {
    const id = await bench.automate({ type: "event", posture: "Proactive", expect: ["sign.of-life"], within: 30 });
    await bench.look();
    bench.deps.advance(29.999_999);
    await bench.look();
    expect(await bench.firings(id)).toEqual([]);
    bench.deps.advance(0.000_001);
    await bench.look();
    expect(await bench.firings(id)).toEqual([null]);
    const sign = await bench.happen("sign.of-life");
    bench.deps.advance(30);
    await bench.look();
    expect(await bench.firings(id)).toEqual([null]);
    bench.deps.advance(30);
    await bench.look();
    expect(await bench.firings(id)).toEqual([null, null]);
    expect(sign).not.toBe(null);
    await bench.store.command("deleteAutomation", { id });
  });

  test("of a heartbeat fire for the run whose next one is late, with the last one", async () => {
    const id = await bench.automate({
      type: "event",
      posture: "Proactive",
      after: ["heart.beat"],
      expect: ["heart.beat", "heart.done"],
      for_each: ["prefect.resource.id"],
      within: 90,
    });
    const of = (name: string) => ({ resource: { "prefect.resource.id": name } });
    await bench.happen("heart.beat", of("lost"));
    await bench.happen("heart.beat", of("done"));
    bench.deps.advance(60);
    const last = await bench.happen("heart.beat", of("lost"));
    await bench.happen("heart.done", of("done"));
    bench.deps.advance(60);
    await bench.look();
    expect(await bench.firings(id)).toEqual([]);
    bench.deps.advance(30);
    await bench.look();
    await bench.look();
    expect(await bench.firings(id)).toEqual([last]);
    bench.deps.advance(600);
    await bench.look();
    expect(await bench.firings(id)).toEqual([last]);
  });
});

describeOnDatabases("proactive triggers that are behind", (database) => {
  let bench: AutomationBench;
  beforeEach(async () => {
    bench = await AutomationBench.open(database);
  });

  test("do not fire while there are events they have not seen", async () => {
    const id = await bench.automate({ type: "event", posture: "Proactive", expect: ["just.now"], within: 10 });
    await bench.look();
    bench.deps.advance(9);
    await bench.happen("just.now");
    bench.deps.advance(1);
    expect(await bench.store.command("expireTriggers", { limit: 10 })).toEqual({ hasMore: true });
    await bench.look();
    expect(await bench.firings(id)).toEqual([]);
    await bench.store.command("deleteAutomation", { id });
  });
});

describeOnDatabases("a restart, and another server,", (database) => {
  test("count each event once, and go on with what was counted", async () => {
    const bench = await AutomationBench.open(database);
    const id = await bench.automate({ ...on("go.on"), threshold: 3, within: 3600 });
    await bench.happen("go.on");
    await bench.happen("go.on");
    await bench.settle();
    await bench.happen("go.on");
    const after = await bench.another(database);
    await after.settle();
    await bench.settle();
    expect(await bench.firings(id)).toHaveLength(1);
    expect((await bench.outcomes()).filter((outcome) => outcome === "do-nothing executed")).toHaveLength(1);
  });
});
