import type { SchemaOutput, StandardSchema } from "../standard-schema.ts";
import type { AskingOptions, AskingSuspendOptions, PauseOptions, SuspendOptions } from "./pause-options.ts";
import { waitForPerson } from "./wait-for-person.ts";

/**
 * Pauses the flow run around this call until somebody resumes it, and gives what was asked for. The process waits; no step
 * begins meanwhile. What was answered is on record: an attempt that comes by here again does not ask again.
 *
 * ```ts
 * const { approved } = await pause({ input: z.object({ approved: z.boolean() }), description: "Publish the model?" });
 * ```
 *
 * Rejects with `not_resumed` when the time is over, `invalid_input`, and `outside_of_flow`.
 */
export function pause(options?: PauseOptions): Promise<void>;
export function pause<S extends StandardSchema>(options: AskingOptions<S>): Promise<SchemaOutput<S>>;
export function pause(options: PauseOptions & { readonly input?: StandardSchema } = {}): Promise<unknown> {
  return waitForPerson("pause", options);
}

/**
 * As `pause`, without a process while it waits: this one ends, and the run is scheduled again when it is resumed. The flow
 * is then called from the top; its steps on record are given back. A run without a deployment, and a subflow, has nobody
 * to start it again: it is paused.
 */
export function suspend(options?: SuspendOptions): Promise<void>;
export function suspend<S extends StandardSchema>(options: AskingSuspendOptions<S>): Promise<SchemaOutput<S>>;
export function suspend(options: SuspendOptions & { readonly input?: StandardSchema } = {}): Promise<unknown> {
  return waitForPerson("suspend", options);
}
