import { armEventWaits } from "@tutti/client/event-waits";
import { epochHeader } from "@tutti/client/leases";
import { reasonOf } from "@tutti/client/response-error";
import { WAITING_STATE_NAMES } from "@tutti/core/run-state";
import { FOR_EVER_MS } from "@tutti/core/waiting/for-ever";
import type { FlowRunScope } from "../engine/flow-run-scope.ts";
import { canWaitAlone, parkRun } from "../engine/park-run.ts";
import { wait } from "../engine/wait.ts";
import { passedMs, wallMs } from "../engine/wall-clock.ts";
import { type EventCriteria, findEvent, type Window, wantedResource } from "./find-event.ts";

// Q1: a process ends only when nothing has happened in its run for a while: nobody can tell what else its code waits for.
//     What is no step, and takes longer than that, is cut off.
// Q2: it ends for the sake of all that the run waits for: it is scheduled for the first that is due, and the server watches
//     for every event.
// Q3: the server watches first, and then is looked a last time: no event falls in between.

/** After how many seconds of waiting a process ends, unless the call says otherwise. */
export const RELEASE_AFTER_SECONDS = 60;
const LOOK_EVERY_MS = 1000;

/** Something that a run waits for. */
export interface Wait {
  /** When it is over anyway, in milliseconds; `Infinity` is never. */
  readonly dueMs: number;
  readonly releaseAfterMs: number;
  readonly event: { readonly criteria: EventCriteria; readonly window: Window } | null;
}

/** What one attempt of a run waits for now. */
class WaitingRoom {
  readonly #scope: FlowRunScope;
  readonly #waits = new Set<Wait>();
  #watch: AbortController | null = null;

  constructor(scope: FlowRunScope) {
    this.#scope = scope;
  }

  async during<T>(wait: Wait, body: () => Promise<T>): Promise<T> {
    this.#waits.add(wait);
    // Whoever comes or goes begins the time anew.
    this.#watchAnew();
    try {
      return await body();
    } finally {
      await this.#whenParked();
      this.#waits.delete(wait);
      this.#watchAnew();
    }
  }

  /** Does not resolve when the process has let go of the run: whatever its code would still do does not count. */
  async #whenParked(): Promise<void> {
    await this.#scope.parking;
    if (this.#scope.stopped?.kind === "suspended") await new Promise(() => undefined);
  }

  #watchAnew(): void {
    this.#watch?.abort();
    this.#watch = null;
    if (this.#waits.size === 0 || this.#scope.hasEnded) return;
    const watch = new AbortController();
    this.#watch = watch;
    this.#endWhenQuiet(watch.signal).catch((error: unknown) => {
      if (watch.signal.aborted || this.#scope.waitSignal.aborted) return;
      this.#scope.logger.warn(`The process waits on: ${reasonOf(error)}`);
      this.#watchAnew();
    });
  }

  async #endWhenQuiet(ended: AbortSignal): Promise<void> {
    const scope = this.#scope;
    const signal = AbortSignal.any([ended, scope.waitSignal]);
    const releaseMs = Math.min(...[...this.#waits].map(({ releaseAfterMs }) => releaseAfterMs));
    const dueMs = Math.min(...[...this.#waits].map((wait) => wait.dueMs));
    let since = passedMs();
    let { activity } = scope;
    while (dueMs - wallMs() >= releaseMs) {
      await wait(Math.min(since + releaseMs - passedMs(), LOOK_EVERY_MS), signal);
      if (activity !== scope.activity || scope.callsUnderWay > 0 || scope.hold.isHeld) {
        since = passedMs();
        ({ activity } = scope);
      } else if (passedMs() - since >= releaseMs) {
        if (!(await this.#isEventThere())) await this.#park(dueMs, signal);
        return;
      }
    }
  }

  /** From here on the server watches. Whether one of the events has come before. */
  async #isEventThere(): Promise<boolean> {
    const { connection, fields, epoch } = this.#scope;
    const events = [...this.#waits].flatMap(({ event }) => (event === null ? [] : [event]));
    if (events.length === 0) return false;
    const waits = events.map(({ criteria }) => ({ event: criteria.event, resource: wantedResource(criteria) }));
    await armEventWaits(connection.api, fields.id, { waits }, epochHeader(epoch));
    for (const { criteria, window } of events) {
      if ((await findEvent(connection.api, criteria, window)) !== null) return true;
    }
    return false;
  }

  async #park(dueMs: number, signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    const until = new Date(Number.isFinite(dueMs) ? dueMs : wallMs() + FOR_EVER_MS).toISOString();
    const names = [...this.#waits].flatMap(({ event }) => (event === null ? [] : [event.criteria.event]));
    if (names.length === 0) await parkRun(this.#scope, WAITING_STATE_NAMES.sleep, until, `Sleeps until ${until}`);
    else await parkRun(this.#scope, WAITING_STATE_NAMES.event, until, `Waits for ${names.join(" or ")}`);
  }
}

const rooms = new WeakMap<FlowRunScope, WaitingRoom>();

/** What `body` comes to; while it waits the process may end, if somebody else can start the run again. */
export function waiting<T>(scope: FlowRunScope, wait: Wait, body: () => Promise<T>): Promise<T> {
  const isWatched = wait.event === null || scope.connection.server.kind === "tutti";
  if (!canWaitAlone(scope) || !isWatched) return body();
  const room = rooms.get(scope) ?? new WaitingRoom(scope);
  rooms.set(scope, room);
  return room.during(wait, body);
}
