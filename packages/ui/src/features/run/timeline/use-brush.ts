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
  // Where the pointer is, not where the last frame was drawn: who lets go at once has drawn all the same.
  const drawnBy = ({ clientX }: PointerEvent<HTMLElement>): Brush | null => {
    if (drag === null || (brush === null && Math.abs(clientX - drag.startX) < LEAST_PX)) return null;
    const at = (x: number) => Math.min(1, Math.max(0, (x - drag.left) / drag.width));
    const [from = 0, to = 1] = [at(drag.startX), at(clientX)].sort((a, b) => a - b);
    return { from, to };
  };
  const onPointerMove = (event: PointerEvent<HTMLElement>) => {
    const drawn = drawnBy(event);
    if (drawn === null) return;
    if (brush === null) event.currentTarget.setPointerCapture(event.pointerId);
    setBrush(drawn);
  };
  const letGo = () => {
    setDrag(null);
    setBrush(null);
  };
  const onPointerUp = (event: PointerEvent<HTMLElement>) => {
    const drawn = drawnBy(event);
    if (drawn !== null) onBrush(drawn);
    letGo();
  };
  return { brush, handlers: { onPointerDown, onPointerMove, onPointerUp, onPointerCancel: letGo } };
}
