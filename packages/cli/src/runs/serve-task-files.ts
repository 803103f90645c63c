import { didYouMean } from "@tutti/client/closest";
import { TuttiError } from "@tutti/core/errors";
import { importGuarded } from "@tutti/sdk/engine/import-guard";
import { type TaskHandle, taskHandle } from "@tutti/sdk/task-handle";
import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import type { CommandContext } from "../context.ts";

interface ServeTaskFilesOptions {
  readonly module: readonly string[];
  readonly limit: number;
}

/** Serves the tasks of files and modules until it is told to stop. */
export async function serveTaskFiles(
  context: CommandContext,
  entrypoints: readonly string[],
  options: ServeTaskFilesOptions,
): Promise<void> {
  const handles: TaskHandle[] = [];
  for (const entrypoint of entrypoints) handles.push(...(await tasksOf(entrypoint)));
  for (const name of options.module) handles.push(...tasksIn(await importModule(name), name, null));
  const [first] = handles;
  if (first === undefined) {
    throw new TuttiError("invalid_usage", "Which tasks? Give a file, as in tutti task serve tasks.ts");
  }
  await context.connect();
  Object.assign(process.env, await context.settings());
  await first.serve(
    handles.map(({ definition }) => definition),
    { limit: options.limit },
  );
}

async function tasksOf(entrypoint: string): Promise<TaskHandle[]> {
  const [, path = "", name = null] = /^(.*?\.[cm]?[jt]s)(?::(.+))?$/.exec(entrypoint) ?? [];
  if (path === "") {
    const detail = `"${entrypoint}" is not like tasks.ts or tasks.ts:sendMail; those in Python are served by prefect task serve`;
    throw new TuttiError("missing_task", detail);
  }
  const file = resolve(path);
  if (!existsSync(file)) throw new TuttiError("missing_task", `there is no file ${path} in ${process.cwd()}`);
  const { exports } = await importGuarded(pathToFileURL(file).href);
  return tasksIn(exports, path, name);
}

async function importModule(name: string): Promise<object> {
  try {
    const found = createRequire(resolve("package.json")).resolve(name);
    return (await importGuarded(pathToFileURL(found).href)).exports;
  } catch (error) {
    throw new TuttiError("missing_task", `the module ${name} cannot be imported here`, { cause: error });
  }
}

function tasksIn(exports: object, place: string, name: string | null): TaskHandle[] {
  const found = Object.entries(exports).flatMap(([exported, value]) => {
    const handle = taskHandle(value);
    return handle === null ? [] : [{ exported, handle }];
  });
  const chosen = found.filter(
    ({ exported, handle }) => name === null || exported === name || handle.definition.name === name,
  );
  if (chosen.length > 0) return chosen.map(({ handle }) => handle);
  if (name === null || found.length === 0) throw new TuttiError("missing_task", `${place} exports no task`);
  const names = found.map(({ exported }) => exported);
  const detail = `${place} exports no task ${name}. Its tasks are ${names.join(", ")}.${didYouMean(name, names)}`;
  throw new TuttiError("missing_task", detail);
}
