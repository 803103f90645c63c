import type { StateType } from "@tutti/core/state-type";
import type { RunsScatter } from "@tutti/core/wire/dashboard-runs";
import type { LiveTopic } from "@tutti/core/wire/live";
import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useMemo } from "react";
import { useLiveRefetch } from "../../../api/use-live-refetch.ts";
import { Button } from "../../../components/button.tsx";
import { Failure } from "../../../components/message.tsx";
import { stateWords, toneOf } from "../../../state/tone.ts";
import { zoneName } from "../../../time/moment.ts";
import { writeLength } from "../length-search.ts";
import type { RunsFilterSearch } from "../runs-query.ts";
import type { Plot } from "../runs-search.ts";
import { windowOf } from "../time-search.ts";
import { type PlotView, viewOf } from "./plot-view.ts";
import { ScatterPlot } from "./scatter-plot.tsx";
import { runsScatter } from "./scatter-query.ts";
import { ScatterTable } from "./scatter-table.tsx";
import { DRAWN, ToneMark } from "./tone-mark.tsx";
import "./scatter.css";

interface ScatterPanelProps {
  search: RunsFilterSearch;
  plot: Plot;
  onChange: (changes: object) => void;
}

const TOPICS: readonly LiveTopic[] = ["flow-runs"];
/** What a rectangle sets. */
const PARTS = ["since", "until", "length"] as const;
const NO_PART = Object.fromEntries(PARTS.map((filter) => [filter, undefined]));
/** Many are counted anew less often. */
const CELLS_PAUSE_MS = 10_000;

/** The runs of a list by start and duration, as a plot or as a table. */
export function ScatterPanel({ search, plot, onChange }: ScatterPanelProps) {
  const options = runsScatter(search);
  const scatter = useQuery(options);
  useLiveRefetch(options.queryKey, TOPICS, scatter.data?.kind === "cells" ? CELLS_PAUSE_MS : undefined);
  const { data, dataUpdatedAt } = scatter;
  const view = useMemo(
    () => (data === undefined ? null : viewOf(data, windowOf(search, dataUpdatedAt))),
    [data, dataUpdatedAt, search],
  );
  const show = (extent: PlotView) => onChange(filtersOf(extent, view));
  return (
    <figure className="scatter" aria-label="Runs by start and duration" aria-busy={scatter.isPending}>
      <figcaption className="scatter-caption">
        <Legend scatter={data} />
        <PlotTools search={search} plot={plot} onChange={onChange} />
      </figcaption>
      <div className="scatter-body">
        {scatter.isError ? (
          <Failure what="The plot could not be read" error={scatter.error} onRetry={() => void scatter.refetch()} />
        ) : null}
        {scatter.isSuccess && view === null ? <p className="scatter-none">No run has begun in this time.</p> : null}
        {data === undefined || view === null ? null : (
          <Picture plot={plot} scatter={data} view={view} onExtent={show} />
        )}
      </div>
      {plot === "on" && view !== null ? (
        <p className="scatter-hint">
          Draw a rectangle to list its runs alone. Start in {zoneName(view.toAt)}, duration on a logarithmic scale.
        </p>
      ) : null}
    </figure>
  );
}

interface PictureProps {
  plot: Plot;
  scatter: RunsScatter;
  view: PlotView;
  onExtent: (extent: PlotView) => void;
}

function Picture({ plot, scatter, view, onExtent }: PictureProps) {
  const navigate = useNavigate();
  if (plot === "table") return <ScatterTable scatter={scatter} onExtent={onExtent} />;
  return (
    <ScatterPlot
      scatter={scatter}
      view={view}
      onExtent={onExtent}
      onRun={(id) => void navigate({ to: "/runs/run/$id", params: { id } })}
    />
  );
}

function PlotTools({ search, plot, onChange }: ScatterPanelProps) {
  const isPart = PARTS.some((filter) => search[filter] !== undefined);
  return (
    <span className="scatter-tools">
      {isPart ? (
        <Button look="quiet" onClick={() => onChange(NO_PART)}>
          Show all
        </Button>
      ) : null}
      <Button look="quiet" onClick={() => onChange({ plot: plot === "on" ? "table" : "on" })}>
        {plot === "on" ? "As a table" : "As a plot"}
      </Button>
    </span>
  );
}

/** The edges of what was looked at before are no filters. */
function filtersOf({ fromAt, toAt, least, most }: PlotView, view: PlotView | null) {
  const isWhole = view !== null && least <= view.least * 1.001 && most >= view.most * 0.999;
  const isAlways = view !== null && fromAt <= view.fromAt && toAt >= view.toAt;
  const length = { atLeast: least < 0.001 ? null : least, below: most };
  return {
    ...(isAlways
      ? {}
      : {
          range: undefined,
          since: new Date(Math.floor(fromAt)).toISOString(),
          until: new Date(Math.ceil(toAt)).toISOString(),
        }),
    ...(isWhole ? {} : { length: writeLength(length) }),
  };
}

/** Which mark means what, and how many there are of it. */
function Legend({ scatter }: { scatter: RunsScatter | undefined }) {
  if (scatter === undefined) return <span className="scatter-legend">{"\u00A0"}</span>;
  const counts = countsOf(scatter);
  const total = [...counts.values()].reduce((sum, count) => sum + count, 0);
  return (
    <span className="scatter-legend">
      <strong>
        {total.toLocaleString("en")} {total === 1 ? "run" : "runs"}
      </strong>
      {DRAWN.toReversed()
        .filter((type) => counts.has(type))
        .map((type) => (
          <span key={type} className="scatter-key">
            <svg width="12" height="12" aria-hidden="true">
              <ToneMark tone={toneOf(type, null)} x={6} y={6} />
            </svg>
            {counts.get(type)?.toLocaleString("en")} {stateWords(type, null).toLowerCase()}
          </span>
        ))}
      {scatter.kind === "cells" ? <span className="muted">the stronger the colour, the more</span> : null}
    </span>
  );
}

function countsOf(scatter: RunsScatter): Map<StateType, number> {
  const counts = new Map<StateType, number>();
  const add = (type: StateType, count: number) => counts.set(type, (counts.get(type) ?? 0) + count);
  if (scatter.kind === "dots") {
    for (const { state_type } of scatter.dots) if (state_type !== null) add(state_type, 1);
    return counts;
  }
  for (const cell of scatter.cells) {
    for (const [type, count] of Object.entries(cell.counts)) add(type as StateType, count);
  }
  return counts;
}
