import type { ReactNode } from "react";
import type { Tone } from "../state/tone.ts";
import "./state.css";

const white = {
  fill: "none",
  stroke: "var(--surface)",
  strokeWidth: 1.7,
  strokeLinecap: "round",
  strokeLinejoin: "round",
} as const;
const ring = {
  fill: "none",
  stroke: "currentColor",
  strokeWidth: 1.5,
  strokeLinecap: "round",
  strokeLinejoin: "round",
} as const;
const disc = <circle cx="7" cy="7" r="6" fill="currentColor" />;

const SHAPES: Record<Tone, ReactNode> = {
  completed: (
    <>
      {disc}
      <path {...white} d="m4.4 7.2 1.9 1.9 3.4-4" />
    </>
  ),
  cached: (
    <g {...ring}>
      <circle cx="7" cy="7" r="5.25" />
      <path d="m4.7 7.2 1.7 1.7 3-3.5" />
    </g>
  ),
  failed: (
    <>
      {disc}
      <path {...white} d="m5 5 4 4m0-4-4 4" />
    </>
  ),
  crashed: (
    <>
      <path
        d="M6.1 1.700a1.05 1.05 0 0 1 1.8 0l5.2 9.200a1.05 1.05 0 0 1-.9 1.600H1.800a1.05 1.05 0 0 1-.9-1.600z"
        fill="currentColor"
      />
      <path {...white} strokeWidth="1.5" d="M7 5.200v2.600m0 2v.05" />
    </>
  ),
  running: (
    <>
      <circle {...ring} cx="7" cy="7" r="5.25" opacity="0.3" />
      <path {...ring} className="state-icon-arc" strokeWidth="1.8" d="M7 1.750A5.25 5.25 0 0 1 12.25 7" />
      <circle cx="7" cy="7" r="1.9" fill="currentColor" />
    </>
  ),
  scheduled: (
    <g {...ring}>
      <circle cx="7" cy="7" r="5.25" />
      <path d="M7 4.200V7l1.8 1.2" />
    </g>
  ),
  late: (
    <>
      {disc}
      <path {...white} strokeWidth="1.5" d="M7 3.900V7l2 1.3" />
    </>
  ),
  retrying: (
    <g {...ring}>
      <path d="M12.2 7a5.2 5.2 0 1 1-1.6-3.750L12.2 4.7" />
      <path d="M12.2 1.900v2.800H9.4" />
    </g>
  ),
  pending: <circle {...ring} cx="7" cy="7" r="5.25" strokeDasharray="2.1 2.023" />,
  paused: (
    <>
      {disc}
      <path {...white} d="M5.5 4.800v4.400m3-4.400v4.4" />
    </>
  ),
  cancelling: (
    <g {...ring}>
      <circle cx="7" cy="7" r="5.25" strokeDasharray="2.1 2.023" />
      <path d="m5.2 8.8 3.6-3.6" />
    </g>
  ),
  cancelled: (
    <g {...ring}>
      <circle cx="7" cy="7" r="5.25" />
      <path d="m3.3 10.7 7.4-7.4" />
    </g>
  ),
};

/** A shape of its own for each tone, so that colour never carries the meaning alone. */
export function StateIcon({ tone, size = 14 }: { tone: Tone; size?: number }) {
  return (
    <svg className="state-icon" data-tone={tone} width={size} height={size} viewBox="0 0 14 14" aria-hidden="true">
      {SHAPES[tone]}
    </svg>
  );
}
