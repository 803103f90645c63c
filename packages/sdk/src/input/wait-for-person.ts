import { readFlowRun } from "@tutti/client/flow-runs";
import { readFlowRunInput } from "@tutti/client/flow-run-inputs";
import { TuttiError } from "@tutti/core/errors";
import type { FlowRun } from "@tutti/core/wire/flow-run";
import type { FlowRunScope } from "../engine/flow-run-scope.ts";
import { type Answer, proposeState } from "../engine/propose-state.ts";
import { recordedValue } from "../engine/recorded-value.ts";
import { currentContext } from "../engine/run-context.ts";
import { letGo, whenQuiet } from "../engine/let-go.ts";
import { suspended } from "../engine/run-stop.ts";
import { wait } from "../engine/wait.ts";
import { wallMs } from "../engine/wall-clock.ts";
import type { StandardSchema } from "../standard-schema.ts";
import { checkInput, inputSchema } from "./input-schema.ts";
import { type Keyset, keysetOf, nextPauseKey, writeQuestion } from "./keyset.ts";
import type { PauseOptions } from "./pause-options.ts";

// A1: a pause is asked for once: the server refuses its key a second time, and the answer is on record from then on.
// A2: the key counts as Prefect's engine counts, "1", "2", …: its runs and ours read alike.
// A3: what asks is written after the pause was accepted, as Prefect does, over what an earlier pause of the key left.

const TIMEOUT_SECONDS = 3600;
const POLL_SECONDS = 2;

interface Pause {
  readonly scope: FlowRunScope;
  readonly key: string;
  readonly isSuspended: boolean;
  readonly timeoutSeconds: number;
  readonly pollMs: number;
  readonly description: string | null;
  readonly schema: StandardSchema | null;
  readonly keyset: Keyset;
}

/** Waits for whoever resumes the run, and gives the answer. */
export async function waitForPerson(
  kind: "pause" | "suspend",
  options: PauseOptions & { readonly input?: StandardSchema },
): Promise<unknown> {
  const scope = currentContext().flowRun;
  if (scope === null) throw new TuttiError("outside_of_flow", `${kind}() was called where no flow run is under way`);
  const pause = describePause(kind, options, scope);
  return recordedValue(kind, pause.key, () => answerOf(pause));
}

function describePause(
  kind: "pause" | "suspend",
  options: PauseOptions & { readonly input?: StandardSchema },
  scope: FlowRunScope,
): Pause {
  const { timeoutSeconds = TIMEOUT_SECONDS, pollIntervalSeconds = POLL_SECONDS, description = null, input } = options;
  if (!(timeoutSeconds > 0)) throw new RangeError(`timeoutSeconds must be above 0, not ${timeoutSeconds}`);
  if (!(pollIntervalSeconds > 0))
    throw new RangeError(`pollIntervalSeconds must be above 0, not ${pollIntervalSeconds}`);
  const key = options.key ?? nextPauseKey(scope);
  const isSuspended = kind === "suspend";
  return {
    scope,
    key,
    isSuspended,
    timeoutSeconds,
    pollMs: pollIntervalSeconds * 1000,
    description,
    schema: input ?? null,
    keyset: keysetOf(isSuspended ? "suspended" : "paused", key),
  };
}

async function answerOf(pause: Pause): Promise<unknown> {
  const { scope, isSuspended, key } = pause;
  if (isSuspended) await whenQuiet(scope);
  const answer = await propose(pause);
  switch (answer.kind) {
    case "accepted":
      await ask(pause);
      if (isSuspended) return letGo(scope, suspended());
      await whenResumed(pause);
      break;
    case "replaced":
      // The key was used before: this pause is over.
      if (answer.state?.type === "RUNNING") break;
      throw refusal(answer);
    case "refused":
      // Nobody would start the run again: it has no deployment, or is a subflow. It is paused instead.
      if (isSuspended) return answerOf({ ...pause, isSuspended: false, keyset: keysetOf("paused", key) });
      throw refusal(answer);
    case "wait":
      throw refusal(answer);
  }
  return readAnswer(pause);
}

function propose({ scope, key, isSuspended, timeoutSeconds, schema, keyset }: Pause): Promise<Answer> {
  const seconds = Number.isFinite(timeoutSeconds) ? timeoutSeconds : null;
  return proposeState(scope.connection, scope.fields.id, scope.epoch, {
    type: "PAUSED",
    name: isSuspended ? "Suspended" : "Paused",
    details: {
      pause_key: key,
      pause_reschedule: isSuspended,
      pause_timeout: seconds === null ? null : new Date(wallMs() + seconds * 1000).toISOString(),
      ...(schema === null ? {} : { run_input_keyset: { ...keyset } }),
    },
  });
}

async function ask({ scope, isSuspended, schema, description, keyset }: Pause): Promise<void> {
  if (!isSuspended) scope.hold.hold();
  scope.logger.info(
    isSuspended
      ? "The flow run is suspended until it is resumed"
      : `The flow run is paused: its process waits until it is resumed, by tutti flow-run resume ${scope.fields.name}`,
  );
  if (schema === null) return;
  const { json } = inputSchema(schema, "Input");
  await writeQuestion(scope.connection.api, scope.fields.id, keyset, json, description);
}

async function whenResumed({ scope, timeoutSeconds, pollMs }: Pause): Promise<void> {
  const deadline = wallMs() + timeoutSeconds * 1000;
  const { api } = scope.connection;
  try {
    for (;;) {
      const leftMs = deadline - wallMs();
      await wait(Math.max(0, Math.min(pollMs, leftMs)), scope.waitSignal);
      const run = await readFlowRun(api, scope.fields.id);
      if (run.state_type === "RUNNING") break;
      if (leftMs <= 0 || isOver(run)) throw notResumed(run, timeoutSeconds);
    }
  } finally {
    scope.hold.release();
  }
  scope.logger.info("The flow run was resumed");
}

// One that is being cancelled is stopped by whoever watches for that.
function isOver({ state_type }: FlowRun): boolean {
  return state_type !== "PAUSED" && state_type !== "CANCELLING" && state_type !== "CANCELLED";
}

function notResumed({ state_name }: FlowRun, seconds: number): TuttiError {
  return new TuttiError("not_resumed", `it was paused for ${seconds} s, and is ${state_name ?? "without a state"}`);
}

async function readAnswer({ scope, schema, keyset }: Pause): Promise<unknown> {
  if (schema === null) return undefined;
  const { isWrapped } = inputSchema(schema, "Input");
  // Whoever had nothing to say is not kept: the schema's defaults stand.
  const given = (await readFlowRunInput(scope.connection.api, scope.fields.id, keyset.response)) ?? {};
  return checkInput(schema, isWrapped ? Object(given).value : given);
}

function refusal(answer: Exclude<Answer, { kind: "accepted" }>): TuttiError {
  return new TuttiError("run_aborted", `The flow run cannot be paused: ${answer.reason}`);
}
