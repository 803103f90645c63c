import type { RunRow } from "@tutti/core/wire/dashboard";
import type { LiveChange, LiveTopic } from "@tutti/core/wire/live";
import { useInfiniteQuery, useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useMemo, useRef } from "react";
import { useLiveChanges, useLiveTopics } from "../../api/live.ts";
import { flowRunsOf, touchedRuns } from "./runs-changes.ts";
import { mergeRows, patchRows } from "./runs-merge.ts";
import { readRows, type RunsFilterSearch, runsPages } from "./runs-query.ts";

const GATHER_MS = 250;
const PAUSE_MS = 1000;
/** Runs whose task counts are followed; the socket takes 50 topics. */
const FOLLOWED_MAX = 40;
const READ_MAX = 200;

/** The runs that match, kept as they are now. */
export function useRuns(search: RunsFilterSearch) {
  const options = runsPages(search);
  const query = useInfiniteQuery(options);
  const rows = useMemo(() => uniqueRows(query.data?.pages.flatMap((page) => page.results) ?? []), [query.data]);
  useLiveTopics(topicsOf(rows));
  useLiveRows(search);
  return { query, rows, total: query.data?.pages[0]?.total ?? null };
}

function uniqueRows(rows: RunRow[]): RunRow[] {
  return [...new Map(rows.map((row) => [row.id, row])).values()];
}

function topicsOf(rows: RunRow[]): LiveTopic[] {
  const active = rows.filter((row) => row.state_type === "RUNNING").slice(0, FOLLOWED_MAX);
  return ["flow-runs", ...active.map((row): LiveTopic => `flow-run:${row.id}`)];
}

/**
 * A change is shown at once in the row it concerns. Whether the row still matches the filters, where it stands and how
 * far its tasks are is the server's to say: touched runs are read again, all in one call, at most once a second.
 */
function useLiveRows(search: RunsFilterSearch): void {
  const client = useQueryClient();
  const touched = useRef(new Set<string>());
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null);
  const readAt = useRef(0);
  const latest = useRef(search);
  useEffect(() => {
    latest.current = search;
  });

  const reconcile = useCallback(async () => {
    timer.current = null;
    readAt.current = Date.now();
    const filters = latest.current;
    const ids = [...touched.current].slice(0, READ_MAX);
    touched.current = new Set([...touched.current].slice(READ_MAX));
    const fresh = await readRows(filters, ids).catch(() => null);
    if (fresh === null) {
      // The next change, or the socket's return, brings them up again.
      for (const id of ids) touched.current.add(id);
      return;
    }
    client.setQueryData(runsPages(filters).queryKey, (data) =>
      data === undefined ? data : mergeRows(data, new Set(ids), fresh, filters.sort ?? "newest"),
    );
  }, [client]);

  const onChanges = useCallback(
    (changes: LiveChange[]) => {
      const runs = flowRunsOf(changes);
      if (runs.size > 0) {
        client.setQueryData(runsPages(latest.current).queryKey, (data) =>
          data === undefined ? data : patchRows(data, runs),
        );
      }
      for (const id of touchedRuns(changes)) touched.current.add(id);
      if (touched.current.size === 0 || timer.current !== null) return;
      const wait = Math.max(GATHER_MS, readAt.current + PAUSE_MS - Date.now());
      timer.current = setTimeout(() => void reconcile(), wait);
    },
    [client, reconcile],
  );
  useLiveChanges(onChanges);
  useEffect(
    () => () => {
      if (timer.current !== null) clearTimeout(timer.current);
    },
    [],
  );
}
