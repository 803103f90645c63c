import { type RefObject, useLayoutEffect, useState } from "react";

/** In pixels. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

/** How large an element is: measured before anybody sees it, so nothing is ever drawn for another size, and whenever it changes. */
export function useSize(element: RefObject<HTMLElement | null>): Size {
  const [size, setSize] = useState<Size>({ width: 0, height: 0 });
  useLayoutEffect(() => {
    const { current } = element;
    if (current === null) return undefined;
    const measure = () => setSize({ width: current.clientWidth, height: current.clientHeight });
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(current);
    return () => observer.disconnect();
  }, [element]);
  return size;
}
