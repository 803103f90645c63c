import { Duration } from "../../../components/time.tsx";
import type { Timed } from "../timeline/segments.ts";

/** From the first start to the end, or to now while it runs. */
export function LengthCell({ run }: { run: Timed }) {
  return <Duration startAt={run.start_time} endAt={run.end_time} isRunning={run.state_type === "RUNNING"} />;
}
