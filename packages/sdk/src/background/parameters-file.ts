import { randomUUID } from "node:crypto";
import { TuttiError } from "@tutti/core/errors";
import { now } from "../engine/clock.ts";
import type { TaskDefinition } from "../engine/task-definition.ts";
import { isRecord } from "../results/inline-json.ts";
import type { ResultStore } from "../results/result-store.ts";

// Prefect's way, so that both languages read it: the arguments by name, in a result file of the task's result storage.

/** Keeps what a task is called with for whoever executes it, and gives the id by which it is found. */
export async function keepParameters(
  task: TaskDefinition,
  parameters: Readonly<Record<string, unknown>>,
  results: ResultStore,
): Promise<string> {
  const id = randomUUID();
  await results.write({ parameters }, { ...task.options, storageKey: pathOf(id) });
  return id;
}

/** What the task is to be called with. Rejects with `missing_result`, and `TypeError` for what the task does not take. */
export async function readArguments(task: TaskDefinition, id: string, results: ResultStore): Promise<unknown[]> {
  const found = await results.find(pathOf(id), now(), task.options);
  if (found === null) {
    const detail = `the arguments of the task run, ${pathOf(id)}, are not in the result storage of ${task.name} here`;
    throw new TuttiError("missing_result", detail);
  }
  const content = await found.value();
  const parameters = isRecord(content) ? content["parameters"] : null;
  if (!isRecord(parameters)) throw new TuttiError("missing_result", `${pathOf(id)} holds no arguments`);
  return argumentsOf(task, parameters);
}

function pathOf(id: string): string {
  return `parameters/${id}`;
}

/** Arguments stand in the order of the function's parameters, whatever order the caller's language keeps. */
export function argumentsOf(task: TaskDefinition, parameters: Readonly<Record<string, unknown>>): unknown[] {
  const args: unknown[] = [];
  for (const [name, value] of Object.entries(parameters)) {
    const index = indexOf(task, name);
    if (index === null) {
      const there = task.parameterNames.length === 0 ? "it takes none" : `it takes ${task.parameterNames.join(", ")}`;
      throw new TypeError(`${task.name} takes no argument ${name}: ${there}`);
    }
    args[index] = value;
  }
  return Array.from(args);
}

function indexOf(task: TaskDefinition, name: string): number | null {
  const named = task.parameterNames.indexOf(name);
  if (named >= 0) return named;
  const unnamed = /^arg(\d{1,3})$/.exec(name)?.[1];
  return unnamed === undefined ? null : Number(unnamed);
}
