import { type RefObject, useEffect, useRef, useState } from "react";
import { type Size, useSize } from "../../../components/use-size.ts";

/** How the drawing lies beneath its window. */
export interface Sight {
  readonly x: number;
  readonly y: number;
  readonly scale: number;
}

const LEAST_SCALE = 0.05;
const MOST_SCALE = 2;
const MARGIN = 24;
const ZOOM_PER_PX = 0.002;

/** All of a drawing, no larger than life, with a margin. */
export function fitted(drawing: Size, pane: Size): Sight {
  const wide = (pane.width - 2 * MARGIN) / Math.max(1, drawing.width);
  const high = (pane.height - 2 * MARGIN) / Math.max(1, drawing.height);
  const scale = Math.max(LEAST_SCALE, Math.min(1, wide, high));
  return {
    scale,
    x: Math.max(MARGIN, (pane.width - drawing.width * scale) / 2),
    y: Math.max(MARGIN, (pane.height - drawing.height * scale) / 2),
  };
}

const PHONE_PX = 600;
const READABLE_SCALE = 0.7;

/** What one sees first: all of it, but where that would be unreadable on a phone, its beginning. */
export function firstSight(drawing: Size, pane: Size): Sight {
  const whole = fitted(drawing, pane);
  const height = drawing.height * READABLE_SCALE;
  if (pane.width >= PHONE_PX || whole.scale >= READABLE_SCALE || height > pane.height - 2 * MARGIN) return whole;
  return { scale: READABLE_SCALE, x: MARGIN, y: (pane.height - height) / 2 };
}

/** Nearer or farther, around a point of the window that stays where it is. */
export function zoomed(sight: Sight, factor: number, at: { x: number; y: number }): Sight {
  const scale = Math.min(MOST_SCALE, Math.max(LEAST_SCALE, sight.scale * factor));
  const ratio = scale / sight.scale;
  return { scale, x: at.x - (at.x - sight.x) * ratio, y: at.y - (at.y - sight.y) * ratio };
}

/** Tells how far the pointer moves while it is held down beside the buttons. */
function onDrag(element: HTMLElement, move: (x: number, y: number) => void): () => void {
  const down = (event: PointerEvent) => {
    const isOnButton = event.target instanceof Element && event.target.closest("button") !== null;
    if (event.button === 0 && !isOnButton) element.setPointerCapture(event.pointerId);
  };
  const drag = (event: PointerEvent) => {
    if (element.hasPointerCapture(event.pointerId)) move(event.movementX, event.movementY);
  };
  element.addEventListener("pointerdown", down);
  element.addEventListener("pointermove", drag);
  return () => {
    element.removeEventListener("pointerdown", down);
    element.removeEventListener("pointermove", drag);
  };
}

/** A drawing that is dragged, and zoomed by the wheel; it is shown as `firstSight` has it until somebody moves it. */
export function usePanZoom(window: RefObject<HTMLElement | null>, drawing: Size) {
  const [moved, setMoved] = useState<Sight | "whole" | null>(null);
  const pane = useSize(window);
  const sight = moved === "whole" ? fitted(drawing, pane) : (moved ?? firstSight(drawing, pane));
  const latest = useRef(sight);
  useEffect(() => {
    latest.current = sight;
  });
  useEffect(() => {
    const element = window.current;
    if (element === null) return undefined;
    const onWheel = (event: WheelEvent) => {
      event.preventDefault();
      const { left, top } = element.getBoundingClientRect();
      const at = { x: event.clientX - left, y: event.clientY - top };
      const { current } = latest;
      setMoved(
        event.ctrlKey || event.metaKey
          ? zoomed(current, Math.exp(-event.deltaY * ZOOM_PER_PX), at)
          : { ...current, x: current.x - event.deltaX, y: current.y - event.deltaY },
      );
    };
    const stopDragging = onDrag(element, (x, y) => {
      setMoved({ ...latest.current, x: latest.current.x + x, y: latest.current.y + y });
    });
    element.addEventListener("wheel", onWheel, { passive: false });
    return () => {
      stopDragging();
      element.removeEventListener("wheel", onWheel);
    };
  }, [window]);
  const zoom = (factor: number) => setMoved(zoomed(sight, factor, { x: pane.width / 2, y: pane.height / 2 }));
  /** Brings a point of the drawing into the window, when it is not there. */
  const show = (x: number, y: number) => {
    const left = x * sight.scale + sight.x;
    const top = y * sight.scale + sight.y;
    if (left >= 0 && left <= pane.width * 0.8 && top >= 0 && top <= pane.height * 0.8) return;
    setMoved({ ...sight, x: pane.width / 2 - x * sight.scale, y: pane.height / 2 - y * sight.scale });
  };
  return { sight, pane, zoom, show, fit: () => setMoved("whole") };
}
