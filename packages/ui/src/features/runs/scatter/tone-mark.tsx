import type { StateType } from "@tutti/core/state-type";
import type { Tone } from "../../../state/tone.ts";

const DISC = "M-3 0a3 3 0 1 0 6 0a3 3 0 1 0-6 0";
const CROSS = "m-2.8-2.8 5.600 5.600m0-5.600-5.600 5.600";
const TRIANGLE = "M0-4 4 3H-4z";
const SQUARE = "M-2.7-2.700h5.400v5.400h-5.400z";
const DIAMOND = "M0-4.200 4.200 0 0 4.200-4.200 0z";
const PLUS = "M-3.6 0h7.200M0-3.600v7.200";

/** A shape for each way a run may stand, so that colour never says it alone; `isOpen` where only its outline is drawn. */
const SHAPES: Record<Tone, { path: string; isOpen: boolean }> = {
  completed: { path: DISC, isOpen: false },
  cached: { path: DISC, isOpen: false },
  failed: { path: CROSS, isOpen: true },
  crashed: { path: TRIANGLE, isOpen: false },
  running: { path: DISC, isOpen: true },
  cancelled: { path: SQUARE, isOpen: true },
  cancelling: { path: SQUARE, isOpen: true },
  paused: { path: DIAMOND, isOpen: false },
  pending: { path: PLUS, isOpen: true },
  scheduled: { path: PLUS, isOpen: true },
  late: { path: PLUS, isOpen: true },
  retrying: { path: PLUS, isOpen: true },
};

interface ToneMarkProps {
  tone: Tone;
  x: number;
  y: number;
}

/** One mark of a plot, drawn around its place. */
export function ToneMark({ tone, x, y }: ToneMarkProps) {
  const { path, isOpen } = SHAPES[tone];
  return (
    <path
      className={isOpen ? "tone-mark tone-mark-open" : "tone-mark"}
      data-tone={tone}
      d={path}
      transform={`translate(${x.toFixed(1)} ${y.toFixed(1)})`}
    />
  );
}

/** What is drawn first lies beneath: what went wrong is seen above all else. */
export const DRAWN: readonly StateType[] = [
  "COMPLETED",
  "CANCELLED",
  "CANCELLING",
  "SCHEDULED",
  "PENDING",
  "PAUSED",
  "RUNNING",
  "CRASHED",
  "FAILED",
];
