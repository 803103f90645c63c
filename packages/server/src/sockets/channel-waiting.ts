import type { WaitingProcess } from "@tutti/core/wire/waiting-process";
import type { Waiting, WaitingProcesses } from "../waiting-processes.ts";
import type { WorkerChannel } from "./worker-channel.ts";

/** More are not told of: they wait all the same, and are offered runs. */
const MAX_WAITING = 100;

/** The processes of one worker that wait for runs. */
export class ChannelWaiting {
  readonly #channel: WorkerChannel;
  readonly #all: WaitingProcesses;
  readonly #own = new Map<string, Waiting>();

  constructor(channel: WorkerChannel, all: WaitingProcesses) {
    this.#channel = channel;
    this.#all = all;
  }

  add(process: WaitingProcess): void {
    const { pool, room } = this.#channel;
    if (pool === null || room === null || this.#own.size >= MAX_WAITING) return;
    const { process_id, flow_version, infrastructure_pid } = process;
    const waiting: Waiting = {
      deploymentId: process.deployment_id,
      taker: {
        owner: process.owner,
        ttlSeconds: process.ttl_seconds,
        requestId: process_id,
        labels: process.labels,
        update: { flow_version, infrastructure_pid },
        policy: process.policy,
        deploymentUpdated: process.deployment_updated,
        poolId: pool.id,
        queueNames: room.queueNames,
      },
      isThere: () => this.#channel.isOpen && room.left > 0,
      begin: (claim) => {
        this.#own.delete(process_id);
        room.take(1);
        this.#channel.send("tutti.begun.v1", { process_id, claim });
      },
      giveBack: () => {
        if (this.#own.get(process_id) === waiting) this.#all.add(waiting);
      },
    };
    this.remove(process_id);
    this.#own.set(process_id, waiting);
    this.#all.add(waiting);
  }

  remove(processId: string): void {
    const waiting = this.#own.get(processId);
    this.#own.delete(processId);
    if (waiting !== undefined) this.#all.remove(waiting);
  }

  clear(): void {
    for (const id of this.#own.keys()) this.remove(id);
  }
}
