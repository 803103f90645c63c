import { type RefCallback, useCallback } from "react";

const STEPS: Readonly<Record<string, readonly [number, number]>> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
};

/** Arrows move the focus among the elements below that say in `data-cell` in which line and column they are. */
export function useGridKeys<E extends HTMLElement>(): RefCallback<E> {
  return useCallback((grid: E | null) => {
    if (grid === null) return undefined;
    const onKey = (event: KeyboardEvent) => {
      if (moveIn(grid, event)) event.preventDefault();
    };
    grid.addEventListener("keydown", onKey);
    return () => grid.removeEventListener("keydown", onKey);
  }, []);
}

/** To the next cell in the key's direction; where there is none it goes on. */
function moveIn(grid: HTMLElement, { key, target }: KeyboardEvent): boolean {
  const step = STEPS[key];
  const from = target instanceof HTMLElement ? target.dataset["cell"] : undefined;
  if (step === undefined || from === undefined) return false;
  const [line = 0, column = 0] = from.split(" ").map(Number);
  const places = [...grid.querySelectorAll<HTMLElement>("[data-cell]")];
  const byPlace = new Map(places.map((place) => [place.dataset["cell"], place]));
  for (let far = 1; far <= places.length; far += 1) {
    const next = byPlace.get(`${line + step[0] * far} ${column + step[1] * far}`);
    if (next === undefined) continue;
    next.focus();
    break;
  }
  return true;
}
