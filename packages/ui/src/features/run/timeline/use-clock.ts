import { useEffect, useState } from "react";

const FINE_MS = 250;
const COARSE_MS = 1000;
/** On an axis this long a quarter of a second is less than a pixel. */
const FINE_SPAN_MS = 120_000;

/** The time that growing bars end at. It stands still when nothing runs, and while nobody looks. */
export function useClock(isRunning: boolean, startedAt: number): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    if (!isRunning) return undefined;
    let timer: ReturnType<typeof setTimeout>;
    const tick = () => {
      const at = Date.now();
      if (document.visibilityState === "visible") setNow(at);
      timer = setTimeout(tick, at - startedAt < FINE_SPAN_MS ? FINE_MS : COARSE_MS);
    };
    tick();
    return () => clearTimeout(timer);
  }, [isRunning, startedAt]);
  return now;
}
