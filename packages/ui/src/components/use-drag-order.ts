import { type RefObject, useEffect, useRef, useState } from "react";

interface DragOrder<E extends HTMLElement> {
  readonly list: RefObject<E | null>;
  /** The place of what is being dragged, as it is now. */
  readonly dragged: number | null;
}

/** Members of a list, which say in `data-place` where they are, change places while one is dragged over another. */
export function useDragOrder<E extends HTMLElement>(onMove: (from: number, to: number) => void): DragOrder<E> {
  const list = useRef<E>(null);
  const [dragged, setDragged] = useState<number | null>(null);
  const latest = useRef({ dragged, onMove });
  useEffect(() => {
    latest.current = { dragged, onMove };
  });
  useEffect(() => {
    const element = list.current;
    const listening = new AbortController();
    const { signal } = listening;
    element?.addEventListener("dragstart", (event) => setDragged(placeOf(event)), { signal });
    element?.addEventListener("dragend", () => setDragged(null), { signal });
    element?.addEventListener(
      "dragover",
      (event) => {
        const { dragged: from } = latest.current;
        const to = placeOf(event);
        if (from === null || to === null) return;
        event.preventDefault();
        if (from === to) return;
        latest.current.onMove(from, to);
        latest.current.dragged = to;
        setDragged(to);
      },
      { signal },
    );
    return () => listening.abort();
  }, []);
  return { list, dragged };
}

function placeOf({ target }: DragEvent): number | null {
  const place = target instanceof Element ? target.closest<HTMLElement>("[data-place]")?.dataset["place"] : undefined;
  return place === undefined ? null : Number(place);
}
