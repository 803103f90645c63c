import { randomUUID } from "node:crypto";
import { constants } from "node:os";
import { sendEvents } from "@tutti/client/events";
import type { ApiClient } from "@tutti/client/http";
import { reasonOf } from "@tutti/client/response-error";
import type { EventMessage } from "@tutti/core/wire/event";
import type { WorkPool } from "@tutti/core/wire/work-pool";
import { workerResourceId } from "@tutti/core/worker-resource";
import type { RunPlan } from "../job/prepare-job.ts";
import type { JobEnd } from "../launcher.ts";

const SEND_EVERY_MS = 500;
const MOST_KEPT = 1000;

/** Who speaks. */
export interface WorkerIdentity {
  readonly name: string;
  readonly pool: () => WorkPool;
}

/** A run whose job was handed over, and what says so. */
export interface SubmittedRun {
  readonly plan: RunPlan;
  readonly eventId: string;
}

type Related = Record<string, string>;

/**
 * Tells in events what a worker does, as Prefect's workers do: that it started, submitted a run, that the run's job is over,
 * that it stopped. Nothing waits for them, and a server that does not take them is told of once.
 */
export class WorkerEvents {
  readonly #api: ApiClient;
  readonly #identity: WorkerIdentity;
  readonly #onLost: (reason: string) => void;
  #waiting: EventMessage[] = [];
  #timer: NodeJS.Timeout | null = null;
  #sending: Promise<void> = Promise.resolve();
  #startedId: string | null = null;
  #hasLost = false;

  constructor(api: ApiClient, identity: WorkerIdentity, onLost: (reason: string) => void) {
    this.#api = api;
    this.#identity = identity;
    this.#onLost = onLost;
  }

  started(): void {
    this.#startedId = this.#tell("started", [], null);
  }

  stopped(): void {
    this.#tell("stopped", [], this.#startedId);
  }

  submitted(plan: RunPlan): SubmittedRun {
    return { plan, eventId: this.#tell("submitted-flow-run", relatedTo(plan, {}), null) };
  }

  executed({ plan, eventId }: SubmittedRun, identifier: string, end: JobEnd): void {
    const code = statusCode(end);
    const job = {
      "prefect.infrastructure.identifier": identifier,
      ...(code === null ? {} : { "prefect.infrastructure.status-code": String(code) }),
    };
    this.#tell("executed-flow-run", relatedTo(plan, job), eventId);
  }

  /** Resolves when what was told so far was sent, or is lost. */
  async flush(): Promise<void> {
    this.#send();
    await this.#sending;
  }

  #tell(what: string, related: readonly Related[], follows: string | null): string {
    const { name, pool } = this.#identity;
    const { id: poolId, name: poolName, type } = pool();
    const id = randomUUID();
    const place = {
      "prefect.resource.id": `prefect.work-pool.${poolId}`,
      "prefect.resource.role": "work-pool",
      "prefect.resource.name": poolName,
    };
    this.#waiting.push({
      id,
      occurred: new Date().toISOString(),
      event: `prefect.worker.${what}`,
      resource: {
        "prefect.resource.id": workerResourceId(type, name),
        "prefect.resource.name": name,
        "prefect.worker-type": type,
      },
      related: [...related, place],
      payload: {},
      follows,
    });
    if (this.#waiting.length >= MOST_KEPT) this.#send();
    this.#timer ??= setTimeout(() => this.#send(), SEND_EVERY_MS).unref();
    return id;
  }

  #send(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    const events = this.#waiting.splice(0);
    if (events.length === 0) return;
    this.#sending = this.#sending.then(() => this.#deliver(events));
  }

  async #deliver(events: readonly EventMessage[]): Promise<void> {
    try {
      await sendEvents(this.#api, events);
    } catch (error) {
      if (!this.#hasLost) this.#onLost(reasonOf(error));
      this.#hasLost = true;
    }
  }
}

function relatedTo({ run, deployment, flowName }: RunPlan, job: Related): Related[] {
  const tags = new Set([...(run.tags ?? []), ...(deployment?.tags ?? [])]);
  return [
    ...(deployment === null ? [] : [resource("deployment", deployment.id, deployment.name)]),
    resource("flow", run.flow_id, flowName),
    { ...resource("flow-run", run.id, run.name), ...job },
    ...[...tags].map((tag) => ({ "prefect.resource.id": `prefect.tag.${tag}`, "prefect.resource.role": "tag" })),
  ];
}

function resource(kind: string, id: string, name: string): Related {
  return {
    "prefect.resource.id": `prefect.${kind}.${id}`,
    "prefect.resource.role": kind,
    "prefect.resource.name": name,
  };
}

/** Of a process that a signal ended, the signal's number below zero, as Python counts. */
function statusCode({ code, signal }: JobEnd): number | null {
  if (code !== null || signal === null) return code;
  const number = new Map<string, number>(Object.entries(constants.signals)).get(signal);
  return number === undefined ? null : -number;
}
