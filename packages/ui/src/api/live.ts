import type { LiveChange, LiveTopic } from "@tutti/core/wire/live";
import { useEffect, useSyncExternalStore } from "react";
import { currentPassword } from "./credentials.ts";
import { LiveSocket, type LiveStatus } from "./live-socket.ts";
import { queryClient } from "./query-client.ts";

const POLL_MS = 5000;
/** How long a page waits for its subscription before it reads without one. */
const SUBSCRIBE_PATIENCE_MS = 400;

/** So long a page may take to listen after it is shown in another's place, and so much it may have to catch up with. */
const RECENT_MS = 2000;
const MAX_RECENT = 500;

const statusListeners = new Set<() => void>();
const changeListeners = new Set<(changes: LiveChange[]) => void>();
let poll: ReturnType<typeof setInterval> | null = null;
let recent: { readonly at: number; readonly change: LiveChange }[] = [];

const socket = new LiveSocket(`${location.origin.replace(/^http/, "ws")}/api/tutti/live`, currentPassword, {
  onChanges(changes) {
    const at = Date.now();
    recent = [...recent, ...changes.map((change) => ({ at, change }))].slice(-MAX_RECENT);
    for (const listener of changeListeners) listener(changes);
  },
  onGap: refetchShown,
  onStatus(status) {
    if (status === "live") stopPolling();
    else poll ??= setInterval(refetchShown, POLL_MS);
    for (const listener of statusListeners) listener();
  },
});

function refetchShown(): void {
  if (document.visibilityState === "visible") void queryClient.invalidateQueries({ refetchType: "active" });
}

function stopPolling(): void {
  if (poll !== null) clearInterval(poll);
  poll = null;
}

export function connectLive(): void {
  socket.connect();
  window.addEventListener("online", () => socket.connect());
}

export function useLiveStatus(): LiveStatus {
  return useSyncExternalStore(
    (listener) => {
      statusListeners.add(listener);
      return () => statusListeners.delete(listener);
    },
    () => socket.status,
  );
}

/** What was heard just now, perhaps by a page that this one replaced, before this one listened. */
export function recentChanges(): LiveChange[] {
  const since = Date.now() - RECENT_MS;
  return recent.flatMap(({ at, change }) => (at >= since ? [change] : []));
}

/** Keeps topics subscribed while the component is on screen. */
export function useLiveTopics(topics: readonly LiveTopic[]): void {
  const key = topics.join(" ");
  useEffect(() => {
    const stops = key === "" ? [] : key.split(" ").map((topic) => socket.watch(topic as LiveTopic));
    return () => {
      for (const stop of stops) stop();
    };
  }, [key]);
}

/**
 * Hears changes, batched per painted frame, while the component is on screen. Where drawing them costs much, they can be
 * gathered for longer.
 */
export function useLiveChanges(listener: (changes: LiveChange[]) => void, gatherMs = 0): void {
  useEffect(() => {
    let gathered: LiveChange[] = [];
    let timer: ReturnType<typeof setTimeout> | null = null;
    const deliver = () => {
      timer = null;
      const changes = gathered;
      gathered = [];
      listener(changes);
    };
    const hear = (changes: LiveChange[]) => {
      gathered.push(...changes);
      if (gatherMs === 0) deliver();
      else timer ??= setTimeout(deliver, gatherMs);
    };
    changeListeners.add(hear);
    return () => {
      changeListeners.delete(hear);
      if (timer !== null) {
        clearTimeout(timer);
        deliver();
      }
    };
  }, [listener, gatherMs]);
}

/**
 * Reads a snapshot that misses nothing: subscribes first, and plays what arrives while the answer is on its way onto
 * it. A change that the snapshot already holds is harmless, since changes carry whole rows. What no change can patch is
 * read again by `useLiveRefetch` instead.
 */
export async function readLive<T>(
  topics: LiveTopic | readonly LiveTopic[],
  read: () => Promise<T>,
  play: (snapshot: T, changes: LiveChange[]) => T = (snapshot) => snapshot,
): Promise<T> {
  const watched = [topics].flat();
  const stops = watched.map((topic) => socket.watch(topic));
  const tape: LiveChange[] = [];
  const stopTape = socket.tap((changes) => tape.push(...changes));
  try {
    await Promise.all(watched.map((topic) => socket.whenWatched(topic, SUBSCRIBE_PATIENCE_MS)));
    return play(await read(), tape);
  } finally {
    stopTape();
    // The page that asked takes the topics over in the meantime.
    setTimeout(() => stops.forEach((stop) => stop()), 1000);
  }
}
