import type { ReactNode } from "react";

const line = {
  fill: "none",
  stroke: "currentColor",
  strokeWidth: 1.5,
  strokeLinecap: "round",
  strokeLinejoin: "round",
} as const;

const SHAPES = {
  expand: <path {...line} d="M9.500 2.750h3.750V6.500M6.500 13.250H2.750V9.500M13.250 2.750 9 7M2.750 13.250 7 9" />,
  star: <path {...line} d="m8 2.250 1.750 3.700 4 .5-2.950 2.800.75 4L8 11.300l-3.550 1.950.75-4L2.250 6.450l4-.5z" />,
  columns: (
    <g {...line}>
      <rect x="2" y="2.75" width="12" height="10.5" rx="1.5" />
      <path d="M6 2.750v10.5M10 2.750v10.5" />
    </g>
  ),
  scatter: (
    <g {...line}>
      <path d="M2.5 2.500v11h11" />
      <path d="M5.750 10.250v.01M7.500 6.500v.01M10 8.750v.01M11.500 4.500v.01" strokeWidth="2" />
    </g>
  ),
  runs: <path {...line} d="M2.5 4h5M5 8h6M8.5 12h5" />,
  flows: (
    <g {...line}>
      <circle cx="4" cy="4" r="1.75" />
      <circle cx="12" cy="8" r="1.75" />
      <circle cx="4" cy="12" r="1.75" />
      <path d="M5.75 4H8a2 2 0 0 1 2 2v2m-4.25 4H8a2 2 0 0 0 2-2V8" />
    </g>
  ),
  search: (
    <g {...line}>
      <circle cx="7" cy="7" r="4.25" />
      <path d="m10.25 10.25 3.25 3.25" />
    </g>
  ),
  sun: (
    <g {...line}>
      <circle cx="8" cy="8" r="2.75" />
      <path d="M8 1.500v1.250m0 10.500v1.250M1.5 8h1.250m10.5 0h1.250M3.4 3.400l.9.9m7.4 7.4.9.9m0-9.2-.9.9m-7.4 7.4-.9.9" />
    </g>
  ),
  moon: <path {...line} d="M13.25 9.500A5.5 5.5 0 0 1 6.5 2.750a5.5 5.5 0 1 0 6.75 6.750Z" />,
  system: (
    <g {...line}>
      <rect x="2" y="3" width="12" height="8" rx="1.5" />
      <path d="M5.5 13.500h5" />
    </g>
  ),
  sidebar: (
    <g {...line}>
      <rect x="2" y="2.75" width="12" height="10.5" rx="2" />
      <path d="M6.25 2.750v10.5" />
    </g>
  ),
  help: (
    <g {...line}>
      <circle cx="8" cy="8" r="6" />
      <path d="M6.25 6.250a1.8 1.8 0 1 1 2.55 1.650c-.5.25-.8.6-.8 1.100v.25M8 11.250v.01" />
    </g>
  ),
  check: <path {...line} d="m3.5 8.5 3 3 6-7" />,
  close: <path {...line} d="m4 4 8 8m0-8-8 8" />,
  chevronDown: <path {...line} d="m4.5 6.25 3.5 3.5 3.5-3.5" />,
  chevronRight: <path {...line} d="m6.25 4.5 3.5 3.5-3.5 3.5" />,
  arrowUp: <path {...line} d="M8 13V3.500M4 7.25 8 3.250l4 4" />,
  arrowDown: <path {...line} d="M8 3v9.500M4 8.750l4 4 4-4" />,
  copy: (
    <g {...line}>
      <rect x="5.5" y="5.5" width="8" height="8" rx="1.5" />
      <path d="M10.5 5.500v-1.500a1.5 1.5 0 0 0-1.5-1.500H4A1.5 1.5 0 0 0 2.5 4v5A1.5 1.5 0 0 0 4 10.500h1.5" />
    </g>
  ),
  duplicate: (
    <g {...line}>
      <rect x="2.5" y="2.5" width="8" height="8" rx="1.5" />
      <path d="M13.5 6v6a1.5 1.5 0 0 1-1.5 1.500H6M6.5 4.750v3.5M4.750 6.500h3.5" />
    </g>
  ),
  menu: <path {...line} d="M2.5 4.500h11M2.5 8h11M2.5 11.500h11" />,
  graph: (
    <g {...line}>
      <rect x="1.75" y="6" width="4" height="4" rx="1" />
      <rect x="10.25" y="2" width="4" height="4" rx="1" />
      <rect x="10.25" y="10" width="4" height="4" rx="1" />
      <path d="M5.750 8H8m0-4h2.250M8 4v8h2.250" />
    </g>
  ),
  settings: (
    <g {...line}>
      <path d="M2.5 4.500h5m4 0h2M2.5 11.500h2m4 0h5" />
      <circle cx="9.5" cy="4.5" r="1.75" />
      <circle cx="6.5" cy="11.5" r="1.75" />
    </g>
  ),
  trash: (
    <path
      {...line}
      d="M3 4.500h10M6.5 4.500v-1.250a.75.75 0 0 1 .75-.75h1.500a.75.75 0 0 1 .75.75V4.500m2.25 0-.5 8a1 1 0 0 1-1 1h-4.500a1 1 0 0 1-1-1l-.5-8"
    />
  ),
  stop: <rect {...line} x="4" y="4" width="8" height="8" rx="1.5" />,
  retry: <path {...line} d="M13 8a5 5 0 1 1-1.6-3.650L13 5.750m0-3.250v3.250H9.75" />,
  play: <path {...line} d="M5 3.500v9l7.5-4.500z" />,
  clock: (
    <g {...line}>
      <circle cx="8" cy="8" r="5.75" />
      <path d="M8 5v3.250l2 1.5" />
    </g>
  ),
  tag: (
    <path
      {...line}
      d="M2.75 3.750v3.900a1 1 0 0 0 .3.700l5 5a1 1 0 0 0 1.4 0l3.9-3.900a1 1 0 0 0 0-1.400l-5-5a1 1 0 0 0-.7-.3h-3.900a1 1 0 0 0-1 1ZM5.5 5.500h.01"
    />
  ),
  more: (
    <g fill="currentColor">
      <circle cx="3.5" cy="8" r="1.25" />
      <circle cx="8" cy="8" r="1.25" />
      <circle cx="12.5" cy="8" r="1.25" />
    </g>
  ),
  chart: <path {...line} d="M3 13V9m3.3 4V5.500M9.7 13V7.500M13 13V3" />,
  link: (
    <path
      {...line}
      d="M6.75 9.250a2.5 2.5 0 0 0 3.6.1l2-2a2.5 2.5 0 0 0-3.55-3.550l-.75.75m1.2 2.200a2.5 2.5 0 0 0-3.6-.1l-2 2a2.5 2.5 0 0 0 3.55 3.550l.75-.75"
    />
  ),
  document: (
    <path
      {...line}
      d="M9 2H4.500A1 1 0 0 0 3.5 3v10a1 1 0 0 0 1 1h7a1 1 0 0 0 1-1V5.500L9 2Zm0 0v3.500h3.500M6 8.500h4M6 11h4"
    />
  ),
  zoomOut: (
    <g {...line}>
      <circle cx="7" cy="7" r="4.25" />
      <path d="m10.25 10.25 3.25 3.250M5.25 7h3.5" />
    </g>
  ),
  lengths: <path {...line} d="M2.5 2.500v11M2.500 4.500h11M2.500 8h7M2.500 11.500h3.500" />,
  table: (
    <path
      {...line}
      d="M2.5 4a1 1 0 0 1 1-1h9a1 1 0 0 1 1 1v8a1 1 0 0 1-1 1h-9a1 1 0 0 1-1-1V4Zm0 2.750h11m-11 3.250h11M6.5 6.750V13"
    />
  ),
  warning: <path {...line} d="M8 2.5 14 13H2L8 2.500Zm0 4.250v2.750m0 1.900v.01" />,
  home: (
    <path {...line} d="M2.500 7.500 8 2.750l5.500 4.750M4 6.500v6a.75.75 0 0 0 .75.75h6.500a.75.75 0 0 0 .75-.75v-6" />
  ),
  minus: <path {...line} d="M3.5 8h9" />,
  plus: <path {...line} d="M8 3.500v9M3.5 8h9" />,
  edit: <path {...line} d="m10.75 3 2.25 2.250-7.5 7.500-2.750.5.5-2.750zM9.25 4.500l2.250 2.250" />,
  deployments: (
    <g {...line}>
      <path d="M8 10V2.500M5 5.250 8 2.250l3 3" />
      <path d="M3 9.500v3a1 1 0 0 0 1 1h8a1 1 0 0 0 1-1v-3" />
    </g>
  ),
  pools: (
    <g {...line}>
      <rect x="2.5" y="3" width="11" height="4" rx="1" />
      <rect x="2.5" y="9" width="11" height="4" rx="1" />
      <path d="M5 5h.01M5 11h.01" />
    </g>
  ),
  pause: <path {...line} d="M5.5 4v8m5-8v8" />,
  blocks: (
    <g {...line}>
      <path d="M8 2 13.500 5v6L8 14l-5.500-3V5z" />
      <path d="M2.750 5.150 8 8l5.250-2.850M8 8v5.750" />
    </g>
  ),
  variables: (
    <path
      {...line}
      d="M5 3C3 3 4.500 7.500 2.500 8 4.500 8.500 3 13 5 13m6-10c2 0 .5 4.500 2.500 5-2 .5-.5 5-2.500 5M6.500 6.500l3 3m0-3-3 3"
    />
  ),
  automations: <path {...line} d="M8.750 2 3.500 9h4L6.750 14l5.750-7.500h-4z" />,
  limits: (
    <g {...line}>
      <path d="M2.500 11.500a5.750 5.750 0 1 1 11 0" />
      <path d="m8 10 2.500-3.500" />
    </g>
  ),
  assets: (
    <g {...line}>
      <ellipse cx="8" cy="4" rx="5.25" ry="2" />
      <path d="M2.750 4v8c0 1.100 2.350 2 5.250 2s5.250-.9 5.250-2V4M2.750 8c0 1.100 2.350 2 5.250 2s5.250-.9 5.250-2" />
    </g>
  ),
  events: <path {...line} d="M2 8h2.500l1.750-4.500 3 9L11 8h3" />,
  external: (
    <path {...line} d="M9.5 3H13v3.500M13 3 7.5 8.500M6.5 4H4a1 1 0 0 0-1 1v7a1 1 0 0 0 1 1h7a1 1 0 0 0 1-1V9.5" />
  ),
} satisfies Record<string, ReactNode>;

export type IconName = keyof typeof SHAPES;

/** Decoration beside a word; a control without a word needs its own label. */
export function Icon({ name, size = 16 }: { name: IconName; size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 16 16" aria-hidden="true" focusable="false">
      {SHAPES[name]}
    </svg>
  );
}
