import { checkCount } from "../check-count.ts";
import { connect } from "../connection.ts";
import type { TaskDefinition } from "../engine/task-definition.ts";
import { printLine } from "../print-line.ts";
import { StopSignals } from "../serve/stop-signals.ts";
import { executeBackgroundTask } from "./execute-background-task.ts";
import { TaskSubscription } from "./task-subscription.ts";

export interface TaskServingOptions {
  /** How many task runs at a time in this process. 10 unless given. */
  readonly limit?: number;
}

const DEFAULT_LIMIT = 10;

/**
 * Executes task runs that were delayed, until a signal: the first lets those under way finish and takes no more, the second
 * leaves them to other workers.
 */
export async function serveTasks(
  tasks: readonly TaskDefinition[],
  { limit = DEFAULT_LIMIT }: TaskServingOptions,
): Promise<void> {
  checkCount("limit", limit);
  const byKey = new Map(tasks.map((task) => [task.name, task]));
  const connection = await connect();
  const subscription = new TaskSubscription(connection.api, {
    keys: [...byKey.keys()],
    limit,
    async execute(run) {
      const task = byKey.get(run.task_key);
      if (task !== undefined) await executeBackgroundTask(task, run, connection);
    },
  });
  printLine(`Serving the tasks ${[...byKey.keys()].join(", ")}. Ctrl-C stops it.`);
  const signals = new StopSignals(() => subscription.runCount);
  try {
    // One that would wait in vain is started again by whoever keeps it going.
    await Promise.race([signals.first, subscription.whenLost]);
    await Promise.race([subscription.drain(), signals.second]);
    await subscription.close();
    await connection.logs.flush();
  } finally {
    signals.end();
  }
}
