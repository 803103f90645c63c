import { useSyncExternalStore } from "react";

/** One timer for every clock on the page; it stands still while nobody looks. */
function createTicker(intervalMs: number) {
  const listeners = new Set<() => void>();
  let now = Date.now();
  let timer: ReturnType<typeof setInterval> | null = null;

  function tick() {
    now = Date.now();
    for (const listener of listeners) listener();
  }
  function update() {
    const isNeeded = listeners.size > 0 && document.visibilityState === "visible";
    if (isNeeded && timer === null) {
      timer = setInterval(tick, intervalMs);
      tick();
    } else if (!isNeeded && timer !== null) {
      clearInterval(timer);
      timer = null;
    }
  }
  function subscribe(listener: () => void) {
    if (listeners.size === 0) document.addEventListener("visibilitychange", update);
    listeners.add(listener);
    update();
    return () => {
      listeners.delete(listener);
      if (listeners.size === 0) document.removeEventListener("visibilitychange", update);
      update();
    };
  }
  return { subscribe, read: () => now };
}

const everySecond = createTicker(1000);
const everyTenSeconds = createTicker(10_000);

/** The time now, to the second, for what runs. */
export function useSecond(): number {
  return useSyncExternalStore(everySecond.subscribe, everySecond.read);
}

/** The time now, in steps of ten seconds, for "5 min ago". */
export function useTenSeconds(): number {
  return useSyncExternalStore(everyTenSeconds.subscribe, everyTenSeconds.read);
}
