import type { Timeline } from "@tutti/core/wire/dashboard";
import type { LiveChange } from "@tutti/core/wire/live";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useMemo, useRef } from "react";
import { useLiveChanges, useLiveTopics } from "../../api/live.ts";
import { linesOf, patchLogs } from "../../api/log-patch.ts";
import { patchTimeline } from "../../api/timeline-patch.ts";
import { isOver } from "../runs/runs-request.ts";
import { runLogs, runTimeline, runTopic } from "./run-queries.ts";

/** Topics are few: the run itself, then its subflows. */
const SUBFLOWS_WATCHED = 48;
const REREAD_MS = 1000;
/** A timeline of so many task runs is arranged anew a few times a second, not with every frame. */
const LARGE = 1000;
const LARGE_GATHER_MS = 250;

/** A run with its tasks and subflows, kept as it is now. */
export function useLiveRun(id: string) {
  const query = useQuery(runTimeline(id));
  const client = useQueryClient();
  const { data } = query;
  const subflows = useMemo(() => data?.subflow_runs.map((subflow) => subflow.id) ?? [], [data]);
  useLiveTopics([id, ...subflows.slice(0, SUBFLOWS_WATCHED)].map(runTopic));

  const onChanges = useCallback(
    (changes: LiveChange[]) => {
      if (changes.some((change) => change.kind === "flow-run-deleted" && change.id === id)) {
        void client.invalidateQueries({ queryKey: runTimeline(id).queryKey });
        return;
      }
      client.setQueryData(runTimeline(id).queryKey, (known) =>
        known === undefined ? known : patchTimeline(known, changes),
      );
      const lines = linesOf(changes, new Set([id, ...subflows]));
      const patch = lines.length > 0;
      if (patch) client.setQueryData(runLogs(id).queryKey, (known) => known && patchLogs(known, lines));
    },
    [client, id, subflows],
  );
  useLiveChanges(onChanges, (data?.task_runs.length ?? 0) > LARGE ? LARGE_GATHER_MS : 0);
  useUnknownSubflows(id, data);
  useFinalReading(id, data);
  return query;
}

/** A subflow that just began is known by its task run only; the timeline is read again to learn the rest. */
function useUnknownSubflows(id: string, timeline: Timeline | undefined): void {
  const client = useQueryClient();
  const missing = useMemo(() => unknownSubflows(timeline), [timeline]);
  const asked = useRef(new Set<string>());
  useEffect(() => {
    const fresh = missing.filter((subflow) => !asked.current.has(subflow));
    if (fresh.length === 0) return undefined;
    const timer = setTimeout(() => {
      for (const subflow of fresh) asked.current.add(subflow);
      void client.invalidateQueries({ queryKey: runTimeline(id).queryKey });
    }, REREAD_MS);
    return () => clearTimeout(timer);
  }, [client, id, missing]);
}

/**
 * Attempts of a task are put together from the changes that were seen; a state that lasted a moment may have been left
 * out of them. When the run is over, its timeline is read once more.
 */
function useFinalReading(id: string, timeline: Timeline | undefined): void {
  const client = useQueryClient();
  const wasUnderWay = useRef(false);
  const over = timeline !== undefined && isOver(timeline.flow_run.state_type);
  const hasAttempts = timeline?.task_runs.some((task) => task.states !== null) === true;
  useEffect(() => {
    if (over && wasUnderWay.current && hasAttempts) {
      void client.invalidateQueries({ queryKey: runTimeline(id).queryKey });
    }
    wasUnderWay.current = timeline !== undefined && !over;
  }, [client, id, timeline, over, hasAttempts]);
}

function unknownSubflows(timeline: Timeline | undefined): string[] {
  if (timeline === undefined) return [];
  const known = new Set(timeline.subflow_runs.map((subflow) => subflow.id));
  return timeline.task_runs.flatMap(({ subflow_run_id: id }) => (id === null || known.has(id) ? [] : [id]));
}
