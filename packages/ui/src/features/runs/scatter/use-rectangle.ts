import { type PointerEvent, useState } from "react";
import type { PlotPart } from "./plot-view.ts";

interface Point {
  readonly x: number;
  readonly y: number;
}

interface Drag {
  readonly start: Point;
  readonly end: Point;
}

/** A drag that is shorter is a click; one that is no wider than this in one direction leaves that one as it is. */
const LEAST_PX = 6;

/** Drawing a rectangle over a pane with the pointer; a press that hardly moves is a click. */
export function useRectangle(onDrawn: (part: PlotPart) => void, onClick: (point: Point) => void) {
  const [drag, setDrag] = useState<Drag | null>(null);
  const part = drag === null ? null : partOf(drag);
  const handlers = {
    onPointerDown: (event: PointerEvent<HTMLElement>) => {
      if (event.button !== 0) return;
      event.currentTarget.setPointerCapture(event.pointerId);
      const start = pointOf(event);
      setDrag({ start, end: start });
    },
    onPointerMove: (event: PointerEvent<HTMLElement>) => {
      const end = pointOf(event);
      setDrag((known) => (known === null ? null : { ...known, end }));
    },
    onPointerUp: (event: PointerEvent<HTMLElement>) => {
      setDrag(null);
      if (drag === null) return;
      const { width, height } = event.currentTarget.getBoundingClientRect();
      const drawn = partOf({ ...drag, end: pointOf(event) });
      if (drawn === null) onClick(drag.start);
      else onDrawn(fractionsOf(drawn, width, height));
    },
    onPointerCancel: () => setDrag(null),
  };
  return { part, handlers };
}

/** From the left and from the top of the pane, within it. */
export function pointOf({ currentTarget, clientX, clientY }: PointerEvent<HTMLElement>): Point {
  const { left, top, width, height } = currentTarget.getBoundingClientRect();
  const within = (value: number, most: number) => Math.min(most, Math.max(0, value));
  return { x: within(clientX - left, width), y: within(clientY - top, height) };
}

/** In pixels from the left and the top; null for an end is the edge of the pane. Null for a click. */
interface DrawnPart {
  readonly across: readonly [number, number] | null;
  readonly down: readonly [number, number] | null;
}

function partOf({ start, end }: Drag): DrawnPart | null {
  const across = stretchOf(start.x, end.x);
  const down = stretchOf(start.y, end.y);
  return across === null && down === null ? null : { across, down };
}

function stretchOf(a: number, b: number): [number, number] | null {
  return Math.abs(a - b) < LEAST_PX ? null : [Math.min(a, b), Math.max(a, b)];
}

function fractionsOf({ across, down }: DrawnPart, width: number, height: number): PlotPart {
  const [left, right] = across ?? [0, width];
  const [top, foot] = down ?? [0, height];
  return { left: left / width, right: right / width, top: 1 - top / height, foot: 1 - foot / height };
}
