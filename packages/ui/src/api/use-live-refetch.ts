import type { LiveChange } from "@tutti/core/wire/live";
import { type QueryKey, useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useRef } from "react";
import { useLiveChanges, useLiveTopics } from "./live.ts";

const GATHER_MS = 250;
const PAUSE_MS = 1500;

/** Reads a query again, at most once per pause, after runs changed: its rows are sums that no single change can patch. */
export function useLiveRefetch(queryKey: QueryKey): void {
  const client = useQueryClient();
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null);
  const readAt = useRef(0);
  const key = useRef(queryKey);
  useEffect(() => {
    key.current = queryKey;
  });
  const onChanges = useCallback(
    (changes: LiveChange[]) => {
      const isRun = changes.some(({ kind }) => kind === "flow-run" || kind === "flow-run-deleted");
      if (!isRun || timer.current !== null) return;
      const wait = Math.max(GATHER_MS, readAt.current + PAUSE_MS - Date.now());
      timer.current = setTimeout(() => {
        timer.current = null;
        readAt.current = Date.now();
        void client.invalidateQueries({ queryKey: key.current });
      }, wait);
    },
    [client],
  );
  useLiveTopics(["flow-runs"]);
  useLiveChanges(onChanges);
  useEffect(
    () => () => {
      if (timer.current !== null) clearTimeout(timer.current);
    },
    [],
  );
}
