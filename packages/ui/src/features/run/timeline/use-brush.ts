import { type PointerEvent, useState } from "react";

/** Fractions of the lane's width. */
export interface Brush {
  from: number;
  to: number;
}

const LEAST_PX = 5;

interface Drag {
  startX: number;
  left: number;
  width: number;
}

/**
 * Drawing a range over lanes with the pointer. A press that hardly moves is a click and stays one.
 */
export function useBrush(lane: () => DOMRect | null, onBrush: (brush: Brush) => void) {
  const [drag, setDrag] = useState<Drag | null>(null);
  const [brush, setBrush] = useState<Brush | null>(null);

  const onPointerDown = (event: PointerEvent<HTMLElement>) => {
    const rect = lane();
    if (event.button !== 0 || event.pointerType === "touch" || rect === null || event.clientX < rect.left) return;
    setDrag({ startX: event.clientX, left: rect.left, width: rect.width });
  };
  const onPointerMove = (event: PointerEvent<HTMLElement>) => {
    if (drag === null || (brush === null && Math.abs(event.clientX - drag.startX) < LEAST_PX)) return;
    if (brush === null) event.currentTarget.setPointerCapture(event.pointerId);
    const at = (x: number) => Math.min(1, Math.max(0, (x - drag.left) / drag.width));
    const ends = [at(drag.startX), at(event.clientX)].sort((a, b) => a - b);
    setBrush({ from: ends[0] ?? 0, to: ends[1] ?? 1 });
  };
  const onPointerUp = () => {
    if (brush !== null) onBrush(brush);
    setDrag(null);
    setBrush(null);
  };
  return { brush, handlers: { onPointerDown, onPointerMove, onPointerUp, onPointerCancel: onPointerUp } };
}
