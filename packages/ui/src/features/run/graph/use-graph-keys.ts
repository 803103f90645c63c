import { type RefObject, useEffect, useRef, useState } from "react";
import { type Layout, NODE_WIDTH } from "./graph-layout.ts";
import type { Graph } from "./graph-model.ts";

interface GraphKeys {
  window: RefObject<HTMLElement | null>;
  graph: Graph;
  layout: Layout;
  selectedId: string | undefined;
  /** Brings a point of the drawing into the window. */
  show: (x: number, y: number) => void;
}

/** One node is reached by Tab; from there the arrows go along the lines and up and down a column. */
export function useGraphKeys({ window, graph, layout, selectedId, show }: GraphKeys): string | undefined {
  const [focused, setFocused] = useState<string | null>(null);
  const wanted = useRef<string | null>(null);
  const tabStop =
    [focused, selectedId].find((id) => typeof id === "string" && layout.places.has(id)) ?? graph.nodes[0]?.id;
  useEffect(() => {
    if (wanted.current === null) return;
    const target = window.current?.querySelector<HTMLElement>(`[data-node="${wanted.current}"]`);
    if (target === null || target === undefined) return;
    wanted.current = null;
    target.focus({ preventScroll: true });
  });
  const onKeyDown = (event: KeyboardEvent) => {
    const id = event.target instanceof HTMLElement ? event.target.dataset["node"] : undefined;
    const next = id === undefined ? null : neighbourOf(id, event.key, graph, layout);
    const place = next === null ? undefined : layout.places.get(next);
    if (next === null || place === undefined) return;
    event.preventDefault();
    wanted.current = next;
    setFocused(next);
    show(place.x, place.y);
  };
  const latest = useRef(onKeyDown);
  useEffect(() => {
    latest.current = onKeyDown;
  });
  useEffect(() => {
    const element = window.current;
    const hear = (event: KeyboardEvent) => latest.current(event);
    element?.addEventListener("keydown", hear);
    return () => element?.removeEventListener("keydown", hear);
  }, [window]);
  return tabStop;
}

/** The node that an arrow leads to; null for other keys, and at the edge. */
export function neighbourOf(id: string, key: string, { edges }: Graph, { places }: Layout): string | null {
  const at = places.get(id);
  if (at === undefined) return null;
  const ids = {
    ArrowRight: edges.filter(({ from }) => from === id).map(({ to }) => to),
    ArrowLeft: edges.filter(({ to }) => to === id).map(({ from }) => from),
    ArrowDown: inColumn(places, at.x).filter((other) => (places.get(other)?.y ?? 0) > at.y),
    ArrowUp: inColumn(places, at.x).filter((other) => (places.get(other)?.y ?? 0) < at.y),
  }[key];
  const nearest = (ids ?? []).toSorted((a, b) => distance(places, a, at.y) - distance(places, b, at.y));
  return nearest[0] ?? null;
}

/** What stands above or below, be it shifted by less than a node's width. */
function inColumn(places: Layout["places"], x: number): string[] {
  return [...places].flatMap(([id, place]) => (Math.abs(place.x - x) < NODE_WIDTH ? [id] : []));
}

function distance(places: Layout["places"], id: string, y: number): number {
  return Math.abs((places.get(id)?.y ?? 0) - y);
}
