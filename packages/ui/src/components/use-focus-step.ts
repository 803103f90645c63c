import { type RefObject, useRef } from "react";
import { useShortcuts } from "../shell/shortcuts.ts";

/** `j` and `k` move the focus over the elements of a list that match the selector. */
export function useFocusStep<E extends HTMLElement>(selector: string): RefObject<E | null> {
  const list = useRef<E>(null);
  const step = (by: number) => {
    const items = [...(list.current?.querySelectorAll<HTMLElement>(selector) ?? [])];
    const at = items.findIndex((item) => item === document.activeElement);
    items[at === -1 ? 0 : Math.min(items.length - 1, Math.max(0, at + by))]?.focus();
  };
  useShortcuts({ j: () => step(1), k: () => step(-1) });
  return list;
}
