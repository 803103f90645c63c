import { type KeyboardEvent, type PointerEvent, type ReactNode, useRef, useState } from "react";
import { readStorage, writeStorage } from "../../preferences/preference.ts";

const KEY = "tutti.timeline-height";
const ROW_PX = 26;
const HEAD_PX = 36;
const LEAST_PX = 90;
const STEP_PX = 26;
/** Without a choice of the viewer's the timeline takes what it needs, up to this. */
const USUAL_MOST_PX = 330;

/** The timeline above, the rest below; the line between them can be moved. */
export function Splitter({ rows, children }: { rows: number; children: ReactNode }) {
  const [chosen, setChosen] = useState(() => Number(readStorage(KEY)) || null);
  const box = useRef<HTMLDivElement>(null);
  const needed = HEAD_PX + rows * ROW_PX + 8;
  const height = chosen ?? Math.max(LEAST_PX + 30, Math.min(needed, USUAL_MOST_PX));

  const choose = (next: number) => {
    const most = window.innerHeight - 220;
    const bounded = Math.round(Math.min(most, Math.max(LEAST_PX, next)));
    setChosen(bounded);
    writeStorage(KEY, String(bounded));
  };
  const onPointerMove = (event: PointerEvent<HTMLElement>) => {
    if (!event.currentTarget.hasPointerCapture(event.pointerId)) return;
    choose(event.clientY - (box.current?.getBoundingClientRect().top ?? 0));
  };
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const steps: Record<string, number> = { ArrowUp: -STEP_PX, ArrowDown: STEP_PX };
    const step = steps[event.key];
    if (step === undefined) return;
    event.preventDefault();
    choose(height + step);
  };
  const reset = () => {
    setChosen(null);
    writeStorage(KEY, "");
  };

  return (
    <>
      <div ref={box} className="run-upper" style={{ height }}>
        {children}
      </div>
      {/* A separator that can be moved is a widget of its own kind. */}
      <div
        role="separator"
        aria-orientation="horizontal"
        aria-label="Height of the timeline"
        aria-valuenow={height}
        aria-valuemin={LEAST_PX}
        aria-valuemax={window.innerHeight}
        tabIndex={0}
        className="splitter"
        title="Drag to resize; double-click to fit"
        onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
        onPointerMove={onPointerMove}
        onDoubleClick={reset}
        onKeyDown={onKeyDown}
      />
    </>
  );
}
