import { TuttiError } from "@tutti/core/errors";
import { pathToFileURL } from "node:url";
import { parentPort } from "node:worker_threads";
import { beginMetadata, metadataOf } from "../assets/asset-metadata.ts";
import { installConsoleCapture } from "../console-capture.ts";
import { importGuarded } from "../engine/import-guard.ts";
import { runIn } from "../engine/run-context.ts";
import { OUTSIDE_OF_FLOWS, StepRun } from "../engine/step-run.ts";
import { StepScope } from "../engine/step-scope.ts";
import { namedParameters, type TaskDefinition } from "../engine/task-definition.ts";
import { asError } from "../results/failure.ts";
import { speaksOfStates } from "../returned-outcome.ts";
import { taskHandle } from "../task-handle.ts";
import { stateToMessage } from "./state-message.ts";
import { markTaskThread } from "./thread-mark.ts";
import type { FromTaskThread, ThreadCall, ToTaskThread } from "./thread-messages.ts";

// Executes tasks one after the other. Their files are imported here once.

let current: StepScope | null = null;

markTaskThread();
parentPort?.on("message", (message: ToTaskThread) => {
  if (message.kind === "abort") current?.abort(message.reason);
  else void execute(message.call);
});

async function execute(call: ThreadCall): Promise<void> {
  tell({ kind: "begun" });
  try {
    const task = await taskOf(call);
    const value = await callFunction(task, call);
    tell(speaksOfStates(value) ? await stateToMessage(value) : { kind: "value", value });
  } catch (thrown) {
    tell({ kind: "error", error: cloneable(asError(thrown)) });
  }
}

async function callFunction(task: TaskDefinition, call: ThreadCall): Promise<unknown> {
  const run = new StepRun(call.fields, OUTSIDE_OF_FLOWS, call.standing);
  const step = new StepScope(run, namedParameters(task, call.args), { add: (record) => tell({ kind: "log", record }) });
  if (call.logsPrints) installConsoleCapture();
  beginMetadata(step, task.options);
  current = step;
  try {
    const context = { flowRun: null, step, tags: call.fields.tags, printsTo: call.logsPrints ? step.logger : null };
    return await runIn(context, () => task.fn(...(call.args as never[])));
  } finally {
    const metadata = metadataOf(step);
    if (metadata !== undefined) tell({ kind: "assets", metadata });
    current = null;
  }
}

async function taskOf({ file, name }: ThreadCall): Promise<TaskDefinition> {
  const { exports } = await importGuarded(pathToFileURL(file).href);
  const definitions = Object.values(exports).flatMap((value) => taskHandle(value)?.definition ?? []);
  const found = definitions.find(({ origin }) => origin.name === name);
  if (found !== undefined) return found;
  throw new TuttiError("missing_task", `${file} does not export the task ${name}, which is to run on a thread`);
}

/** What cannot be copied to the flow's thread is told in words. */
function cloneable(error: Error): Error {
  try {
    return structuredClone(error);
  } catch {
    return new Error(`${error.name}: ${error.message}`);
  }
}

function tell(message: FromTaskThread): void {
  parentPort?.postMessage(message, []);
}
