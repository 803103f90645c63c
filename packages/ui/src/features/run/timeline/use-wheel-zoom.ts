import { type RefObject, useEffect, useRef } from "react";

interface WheelActions {
  /** Around a fraction of the lane's width. */
  onZoom: (fraction: number, factor: number) => void;
  /** By a fraction of the lane's width. */
  onPan: (fraction: number) => void;
}

const ZOOM_PER_PX = 0.002;

/** Ctrl or ⌘ with the wheel zooms, a sideways wheel pans; a plain wheel scrolls the rows as everywhere. */
export function useWheelZoom(
  scroller: RefObject<HTMLElement | null>,
  axis: RefObject<HTMLElement | null>,
  actions: WheelActions,
): void {
  const latest = useRef(actions);
  useEffect(() => {
    latest.current = actions;
  });
  useEffect(() => {
    const element = scroller.current;
    const onWheel = (event: WheelEvent) => {
      const rect = axis.current?.getBoundingClientRect();
      if (rect === undefined) return;
      if (event.ctrlKey || event.metaKey) {
        event.preventDefault();
        const fraction = Math.min(1, Math.max(0, (event.clientX - rect.left) / rect.width));
        latest.current.onZoom(fraction, Math.exp(event.deltaY * ZOOM_PER_PX));
      } else if (Math.abs(event.deltaX) > Math.abs(event.deltaY)) {
        event.preventDefault();
        latest.current.onPan(event.deltaX / rect.width);
      }
    };
    element?.addEventListener("wheel", onWheel, { passive: false });
    return () => element?.removeEventListener("wheel", onWheel);
  }, [scroller, axis]);
}
