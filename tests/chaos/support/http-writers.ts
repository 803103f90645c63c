import { randomUUID } from "node:crypto";
import type { Journal } from "./journal.ts";

/** Answers 2xx with the body, throws on anything else; what was in flight when a server died throws too. */
async function send(api: string, method: string, path: string, body: unknown, signal: AbortSignal): Promise<unknown> {
  const response = await fetch(`${api}${path}`, {
    method,
    body: JSON.stringify(body),
    headers: { "content-type": "application/json" },
    signal,
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`${method} ${path} answered ${response.status}: ${text}`);
  return text === "" ? null : JSON.parse(text);
}

function textAt(value: unknown, key: string): string {
  if (typeof value === "object" && value !== null && key in value) {
    const field: unknown = Reflect.get(value, key);
    if (typeof field === "string") return field;
  }
  throw new Error(`the answer has no text at "${key}": ${JSON.stringify(value)}`);
}

/** Creates flow runs and takes each through Running to Completed, until aborted. Journals each accepted state. */
export async function writeFlowRuns(api: string, journal: Journal, signal: AbortSignal): Promise<never> {
  const flow = await send(api, "POST", "/flows/", { name: "under-load" }, signal);
  for (;;) {
    const run = await send(api, "POST", "/flow_runs/", { flow_id: textAt(flow, "id") }, signal);
    journal.flowRunState(textAt(run, "state_id"));
    for (const type of ["RUNNING", "COMPLETED"]) {
      const body = { state: { type, state_details: { transition_id: randomUUID() } } };
      const result = await send(api, "POST", `/flow_runs/${textAt(run, "id")}/set_state`, body, signal);
      const state: unknown = Reflect.get(Object(result), "state");
      journal.flowRunState(textAt(state, "id"));
    }
  }
}

/** Writes batches of logs, until aborted. */
export async function writeLogs(api: string, journal: Journal, signal: AbortSignal): Promise<never> {
  for (;;) {
    const messages = Array.from({ length: 5 }, () => randomUUID());
    const logs = messages.map((message) => ({
      name: "chaos",
      level: 20,
      message,
      timestamp: new Date().toISOString(),
    }));
    await send(api, "POST", "/logs/", logs, signal);
    for (const message of messages) journal.log(message);
  }
}

/** Counts a variable of its own up, until aborted. */
export async function writeVariable(api: string, journal: Journal, signal: AbortSignal): Promise<never> {
  const name = `count-${randomUUID()}`;
  await send(api, "POST", "/variables/", { name, value: 0 }, signal);
  for (let value = 1; ; value += 1) {
    await send(api, "PATCH", `/variables/name/${name}`, { value }, signal);
    journal.variable(name, value);
  }
}
