import { flowHandle } from "../flow-handle.ts";
import { type Recording, recordingOf } from "./recording.ts";

export type { Recording } from "./recording.ts";
export { recordRun } from "./recording.ts";

/** How a flow's code fares with what a run left on record. */
export interface Replay {
  /** The first call that is not on record, `task/key`: here a resumed run would begin to execute. Null for none. */
  readonly divergesAt: string | null;
  /** Steps on record that nobody asked for. */
  readonly unused: readonly string[];
  /** What the flow's function gave; undefined when it threw, or a call was not on record. */
  readonly result: unknown;
  readonly error: Error | undefined;
}

/**
 * Calls a flow's function with what a run left on record, as a resumed run would be: by the run's id, a recording, or the
 * file it is in. No task is executed and nothing is reported; the first call that is not on record ends it.
 *
 * ```ts
 * expect(await replay(mainFlow, "fixtures/run.json")).toMatchObject({ divergesAt: null, unused: [] });
 * ```
 */
export async function replay(flow: object, source: Recording | string): Promise<Replay> {
  const handle = flowHandle(flow);
  if (handle === null) throw new TypeError("replay needs a flow: replay(mainFlow, run)");
  return handle.replay(await recordingOf(source));
}
