import { watchedPart } from "@tutti/core/watched-part";
import type { LiveChange, LiveTopic } from "@tutti/core/wire/live";
import { type QueryKey, useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useRef } from "react";
import { recentChanges, useLiveChanges, useLiveTopics } from "./live.ts";

const GATHER_MS = 250;
const PAUSE_MS = 1500;

const RUNS: readonly LiveTopic[] = ["flow-runs"];

/**
 * Reads a query again, at most once per pause, after something changed that one of the topics tells of: its rows are sums
 * that no single change can patch.
 */
export function useLiveRefetch(queryKey: QueryKey, topics: readonly LiveTopic[] = RUNS, pauseMs = PAUSE_MS): void {
  const client = useQueryClient();
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null);
  const readAt = useRef(0);
  const latest = useRef({ queryKey, topics, pauseMs });
  useEffect(() => {
    latest.current = { queryKey, topics, pauseMs };
  });
  const onChanges = useCallback(
    (changes: LiveChange[]) => {
      const watched = new Set(latest.current.topics);
      const concerns = changes.some((change) => watchedPart(change, watched) !== null);
      if (!concerns || timer.current !== null) return;
      const read = () => {
        // What is being changed here may be gone, or elsewhere, in a moment; then the page is another one, too.
        if (client.isMutating() > 0) {
          timer.current = setTimeout(read, GATHER_MS);
          return;
        }
        timer.current = null;
        readAt.current = Date.now();
        void client.invalidateQueries({ queryKey: latest.current.queryKey });
      };
      timer.current = setTimeout(read, Math.max(GATHER_MS, readAt.current + latest.current.pauseMs - Date.now()));
    },
    [client],
  );
  useLiveTopics(topics);
  useLiveChanges(onChanges);
  useEffect(() => onChanges(recentChanges()), [onChanges]);
  useEffect(
    () => () => {
      if (timer.current !== null) clearTimeout(timer.current);
    },
    [],
  );
}
