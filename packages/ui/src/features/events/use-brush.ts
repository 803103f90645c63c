import { type PointerEvent, useState } from "react";

interface Stretch {
  readonly anchor: number;
  readonly head: number;
}

/** A stretch of neighbouring slots chosen by dragging over them. */
export function useBrush(slots: number, onChoose: (from: number, to: number) => void) {
  const [stretch, setStretch] = useState<Stretch | null>(null);
  const slotAt = ({ currentTarget, clientX }: PointerEvent<HTMLElement>) => {
    const { left, width } = currentTarget.getBoundingClientRect();
    return Math.max(0, Math.min(slots - 1, Math.floor(((clientX - left) / width) * slots)));
  };
  const handlers = {
    onPointerDown: (event: PointerEvent<HTMLElement>) => {
      if (slots === 0 || event.button !== 0) return;
      event.currentTarget.setPointerCapture(event.pointerId);
      setStretch({ anchor: slotAt(event), head: slotAt(event) });
    },
    onPointerMove: (event: PointerEvent<HTMLElement>) => {
      const head = slotAt(event);
      setStretch((known) => (known === null ? null : { ...known, head }));
    },
    onPointerUp: (event: PointerEvent<HTMLElement>) => {
      setStretch(null);
      if (stretch === null) return;
      const head = slotAt(event);
      onChoose(Math.min(stretch.anchor, head), Math.max(stretch.anchor, head));
    },
    onPointerCancel: () => setStretch(null),
  };
  const isChosen = (index: number) =>
    stretch !== null &&
    index >= Math.min(stretch.anchor, stretch.head) &&
    index <= Math.max(stretch.anchor, stretch.head);
  return { handlers, isChosen };
}
