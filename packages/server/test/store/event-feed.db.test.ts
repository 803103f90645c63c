import { expect, test } from "vitest";
import { EventFeed } from "../../src/store/event-feed.ts";
import type { QueryName } from "../../src/store/queries/registry.ts";
import type { Store } from "../../src/store/store.ts";
import { describeOnDatabases } from "../support/databases.ts";
import { Followed } from "../support/followed-events.ts";
import { recordSamples } from "../support/stored-events.ts";

function feedOf(store: Store): EventFeed {
  return new EventFeed(store, (error) => {
    throw error;
  });
}

/** A store whose first answer to this query is an error. */
function failingOnce(store: Store, query: QueryName): Store {
  let mayFail = true;
  return {
    isShared: store.isShared,
    command: (name, params) => store.command(name, params),
    onChanges: (listener) => store.onChanges(listener),
    onCommit: (listener) => store.onCommit(listener),
    close: () => store.close(),
    read(name, params) {
      if (name !== query || !mayFail) return store.read(name, params);
      mayFail = false;
      return Promise.reject(new Error("no answer"));
    },
  };
}

describeOnDatabases("the feed of committed events", (database) => {
  test("tells what is committed after one follows, in order and each once", async () => {
    const store = await database.openReal();
    const followed = new Followed();
    const leave = await feedOf(store).follow(followed.hear);
    const first = await recordSamples(store, 1);
    await recordSamples(store, [{ id: first[0] }]);
    const many = await recordSamples(store, 600);
    expect(await followed.until([...first, ...many])).toEqual([...first, ...many]);
    leave();
  });

  test("tells followers from where each came to where it left", async () => {
    const store = await database.openReal();
    const feed = feedOf(store);
    const [early, late] = [new Followed(), new Followed()];
    const leave = await feed.follow(early.hear);
    const first = await recordSamples(store, 1);
    await early.until(first);
    leave();
    const missed = await recordSamples(store, 1);
    const leaveLate = await feed.follow(late.hear);
    const last = await recordSamples(store, 1);
    await late.until(last);
    leaveLate();
    expect(early.ids).not.toContain(missed[0]);
  });

  test("tells an event as it was sent, its numbers exact", async () => {
    const store = await database.openReal();
    const followed = new Followed();
    const leave = await feedOf(store).follow(followed.hear);
    const related = [{ "prefect.resource.id": "test.other", "prefect.resource.role": "other" }];
    const ids = await recordSamples(store, [{ related, payload: { count: 5 } }]);
    await followed.until(ids);
    leave();
    expect(followed.events.at(-1)).toEqual({
      id: ids[0],
      occurred: 1_795_341_600_123_456,
      received: expect.any(Number),
      event: "test.happened",
      resource: { "prefect.resource.id": "test.thing" },
      related,
      payload: { count: 5 },
      follows: null,
    });
  });

  test("goes on after a read has failed", async () => {
    const store = await database.openReal();
    const errors: unknown[] = [];
    const flaky = failingOnce(store, "readEventsAfter");
    const followed = new Followed();
    const leave = await new EventFeed(flaky, (error) => errors.push(error)).follow(followed.hear);
    await followed.until(await recordSamples(store, 1));
    leave();
    expect(errors).toEqual([new Error("no answer")]);
  });
});
