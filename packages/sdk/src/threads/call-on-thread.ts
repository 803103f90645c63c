import { TuttiError } from "@tutti/core/errors";
import type { StepCall } from "../engine/step-call.ts";
import { takeMetadata } from "../assets/asset-metadata.ts";
import { lateLogs } from "../connection.ts";
import { callOnThread } from "./thread-pool.ts";

/** Calls the task's function on a thread of the pool, for a task with `runner: "thread"`. */
export function callTaskOnThread(call: StepCall, args: readonly unknown[], logsPrints: boolean): Promise<unknown> {
  const { task, step, scope } = call;
  const { name, file } = task.origin;
  if (file === null) {
    throw new TuttiError(
      "invalid_entrypoint",
      `the task ${task.name} is in no file, from which a thread could import it`,
    );
  }
  const logs = scope?.connection.logs ?? lateLogs;
  return callOnThread({
    call: {
      file,
      name,
      args,
      fields: step.run.fields,
      standing: step.run.standing,
      logsPrints,
    },
    signal: step.signal,
    onLog: (record) => logs.add(record),
    onAssets: (metadata) => takeMetadata(step, metadata),
  });
}
