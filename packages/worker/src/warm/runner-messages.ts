import { flowRun } from "@tutti/core/wire/flow-run";
import { labels } from "@tutti/core/wire/primitives";
import { orchestrationResult } from "@tutti/core/wire/orchestration";
import { standingRequest } from "@tutti/core/wire/waiting-process";
import { workerOffer } from "@tutti/core/wire/work-offer";
import { z } from "zod";

// What a worker and its warm runners say to each other over Node's channel between parent and child.
//
// The worker starts `tutti flow-run execute` with such a channel (`process.send` is there) and WARM_DEPLOYMENT in the
// environment, without a run's id. The runner then:
// W1: reads that deployment, runs its pull steps, imports the entry point, and says `ready`, with the files that it imported
//     so, those in `node_modules` left out (`module.registerHooks` tells them): when one of them changes, the worker lets
//     the runner go. The worker starts one only where the code is on this machine, or pinned to a commit. When it cannot, it says why
//     on stderr and exits with 1: the worker starts the run in a process of its own, which reports the reason.
// W2: runs what it is assigned, one run at a time, and says `finished` once the run's end is reported to the server and
//     its logs are sent. The variables of `environment` hold for that run only: null takes one away.
// W3: leaves with 0 when the channel is closed: at once when idle, else after the run (decision 17).
// W4: hears of a cancellation as any flow's process does, from the server or by SIGTERM. It exits after a SIGTERM.
// W6: One started with WARM_SPARE instead is no deployment's yet: it loads all but a flow and says `spare`. Told what to
//     `become`, it takes the environment and the folder that it would have been started with, and goes on as in W1.
// W7: Offered a run that nobody has taken, it takes it by itself, together with its Running, and says `took`: with the epoch of
//     its lease, and goes on as in W2; with null where it has not got it. Then it waits for the next, and the worker claims
//     the run, if that is still to be had.
// W8: With `ready` it says what it asks for when it takes a run, where a run may be begun for it before it hears of it. Such a
//     run is assigned as in W2, and is Running already.
// What one end does not know of the other's messages it ignores.

/** Milliseconds of a clock that all processes of this machine share, and that nobody sets. */
export function monotonicMs(): number {
  return Number(process.hrtime.bigint()) / 1e6;
}

/** Names the deployment whose runs a warm runner is for. */
export const WARM_DEPLOYMENT = "TUTTI__WARM_DEPLOYMENT_ID";

/** Set for a runner that is started before anybody needs one. */
export const WARM_SPARE = "TUTTI__WARM_SPARE";

export const toSpare = z.object({
  type: z.literal("become"),
  deploymentId: z.guid(),
  /** All of it: nothing that the process was started with is left. */
  environment: z.record(z.string(), z.string()),
  /** Null: where it is. */
  folder: z.string().nullable(),
});
export type ToSpare = z.infer<typeof toSpare>;

const assignment = z.object({
  type: z.literal("assign"),
  flowRunId: z.guid(),
  /** Of the lease that the worker took for the runner, who renews it from now on; null: the runner takes its own. */
  epoch: z.int().nullable(),
  /** The run that was just taken under that lease; null: the runner reads it, and takes it where nobody has. */
  flowRun: flowRun.nullable().default(null),
  /**
   * What became of its Running, where that was accepted when the run was made, and when the word of it was on its way, by
   * `monotonicMs`; with the run itself.
   */
  begun: z.object({ result: orchestrationResult, toldAt: z.number() }).nullable().default(null),
  environment: z.record(z.string(), z.string().nullable()),
});

const offer = z.object({
  type: z.literal("offer"),
  /** As it was offered to the worker. */
  flowRun: workerOffer.shape.flow_run,
  /** When the run's deployment was changed last, as far as the worker knows. */
  deploymentUpdated: z.string(),
  /** That the run gets with its worker. */
  labels,
});
/** A run that nobody has taken, and what is known of it. */
export type RunOffer = Omit<z.infer<typeof offer>, "type">;

export const toRunner = z.discriminatedUnion("type", [assignment, offer]);
export type ToRunner = z.infer<typeof toRunner>;
export type Assignment = z.infer<typeof assignment>;

/** How a run left its runner: `left` when it is not over, as suspended, handed to somebody else, or never begun. */
export const runOutcome = z.enum(["completed", "failed", "timed-out", "cancelled", "crashed", "left"]);
export type RunOutcome = z.infer<typeof runOutcome>;

export const fromRunner = z.discriminatedUnion("type", [
  z.object({ type: z.literal("spare") }),
  z.object({
    type: z.literal("ready"),
    files: z.array(z.string()).default([]),
    waits: standingRequest.nullable().default(null),
  }),
  z.object({ type: z.literal("took"), flowRunId: z.guid(), epoch: z.int().nullable() }),
  z.object({ type: z.literal("finished"), flowRunId: z.guid(), outcome: runOutcome }),
]);
export type FromRunner = z.infer<typeof fromRunner>;
