import { randomUUID } from "node:crypto";
import { formatInstant, secondsBetween } from "@tutti/core/instant";
import { automationCreate } from "@tutti/core/wire/automation";
import { eventInput } from "@tutti/core/wire/event";
import { pino } from "pino";
import { eventRecord } from "../../src/commands/events/event-record.ts";
import { actionExecutor } from "../../src/services/action-executor.ts";
import { proactiveTriggers } from "../../src/services/proactive-triggers.ts";
import { reactiveTriggers } from "../../src/services/reactive-triggers.ts";
import type { CommittedEvent } from "../../src/store/rows/event-row.ts";
import type { Store } from "../../src/store/store.ts";
import type { DatabaseUnderTest } from "./databases.ts";
import type { TestDeps } from "./test-clock.ts";

const NOTHING = [{ type: "do-nothing" }];

/** Automations on a store whose clock the test moves, and their services by the round. */
export class AutomationBench {
  readonly store: Store;
  readonly deps: TestDeps;
  readonly #reactive = reactiveTriggers(() => {});
  readonly #executor = actionExecutor({ uiUrl: "http://ui.test", allowsPrivate: true });

  private constructor(store: Store, deps: TestDeps) {
    this.store = store;
    this.deps = deps;
  }

  static async open(database: DatabaseUnderTest): Promise<AutomationBench> {
    const { store, deps } = await database.open();
    return new AutomationBench(store, deps);
  }

  /** As another server of the same database, or the same after a restart. Its clock is its own, and set alike. */
  async another(database: DatabaseUnderTest): Promise<AutomationBench> {
    const { store, deps } = await database.open();
    deps.advance(secondsBetween(this.deps.now(), deps.now()));
    return new AutomationBench(store, deps);
  }

  async automate(trigger: object, actions: readonly object[] = NOTHING, rest: object = {}): Promise<string> {
    const body = automationCreate.parse({ name: "watch", trigger, actions, ...rest });
    return (await this.store.command("createAutomation", body)).id;
  }

  /** Something happens now, or so many seconds from now. Its id. */
  async happen(name: string, fields: Record<string, unknown> = {}, inSeconds = 0): Promise<string> {
    const occurred = this.deps.advance(inSeconds);
    this.deps.advance(-inSeconds);
    const event = eventInput.parse({
      id: randomUUID(),
      occurred: formatInstant(occurred),
      event: name,
      resource: { "prefect.resource.id": "thing.1" },
      ...fields,
    });
    await this.store.command("recordEvents", { events: [eventRecord(event)] });
    return event.id;
  }

  /** Rounds of the reactive service and the executor until both have nothing left to do. */
  async settle(): Promise<void> {
    const context = { store: this.store, deps: this.deps, logger: pino({ level: "silent" }) };
    let isBusy = true;
    while (isBusy) {
      const isAdvancing = await this.#reactive.tick(context);
      isBusy = (await this.#executor.tick(context)) || isAdvancing;
    }
    await this.#executor.stop?.();
    await this.#reactive.stop?.();
  }

  /** A round of the proactive service, and what follows. */
  async look(): Promise<void> {
    const context = { store: this.store, deps: this.deps, logger: pino({ level: "silent" }) };
    while (await proactiveTriggers.tick(context)) {
      // It says that there is more.
    }
    await this.settle();
  }

  /** Every event there is of these names, the oldest first. */
  async events(...names: readonly string[]): Promise<CommittedEvent[]> {
    const all: CommittedEvent[] = [];
    let position = "0";
    for (;;) {
      const batch = await this.store.read("readEventsAfter", { position, limit: 200 });
      all.push(...batch.events);
      if (batch.events.length === 0) return all.filter(({ event }) => names.includes(event));
      ({ position } = batch);
    }
  }

  /** The ids of the events for which the automation has fired; null for none. */
  async firings(automation: string): Promise<(string | null)[]> {
    const told = await this.events("prefect.automation.triggered");
    return told
      .filter(({ resource }) => resource["prefect.resource.id"] === `prefect.automation.${automation}`)
      .map(({ related }) => related[0]?.["prefect.resource.id"]?.slice("prefect.event.".length) ?? null);
  }

  /** What became of the actions, oldest first: `do-nothing executed`. */
  async outcomes(): Promise<string[]> {
    const told = await this.events("prefect.automation.action.executed", "prefect.automation.action.failed");
    return told.map(
      ({ event, payload }) => `${String(payload["action_type"])} ${event.slice("prefect.automation.action.".length)}`,
    );
  }
}
