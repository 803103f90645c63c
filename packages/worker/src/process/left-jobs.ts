import type { Adoption, JobLease, LaunchedJob, LauncherOptions, LeftJob } from "../launcher.ts";
import type { KeptJob } from "./kept-job.ts";
import { takeOver } from "./worker-folder.ts";

/** How a launcher goes on with what another worker left on record. Null: there is nothing to go on with. */
export type Adopt<Kept> = (kept: Kept, record: KeptJob<Kept>, told: Adoption) => Promise<LaunchedJob | null>;

/** The jobs elsewhere that dead workers of this place left, by their records: these are below `own` from now on. */
export async function leftJobs<Kept extends JobLease>(
  { folder, place }: Pick<LauncherOptions, "folder" | "place">,
  own: string,
  recordAt: (path: string) => KeptJob<Kept>,
  adopt: Adopt<Kept>,
): Promise<LeftJob[]> {
  const left: LeftJob[] = [];
  for (const path of await takeOver(folder, own, place)) {
    const record = recordAt(path);
    const kept = await record.read();
    if (kept === null) continue;
    const { epoch, kind } = kept;
    left.push({ flowRunId: record.flowRunId, lease: { epoch, kind }, adopt: (told) => adopt(kept, record, told) });
  }
  return left;
}
