import type { FlowRun } from "@tutti/core/wire/flow-run";
import type { StateType } from "@tutti/core/state-type";
import type { Timeline } from "@tutti/core/wire/dashboard";
import { getRouteApi } from "@tanstack/react-router";
import { lazy, Suspense, useCallback, useEffect, useMemo } from "react";
import { IconButton } from "../../components/button.tsx";
import { PageFailure } from "../../components/message.tsx";
import { type Favicon, useFavicon, usePageTitle } from "../../shell/page-title.ts";
import { rememberItem } from "../../shell/recent-items.ts";
import { useShortcuts } from "../../shell/shortcuts.ts";
import { defined } from "../../url/search-params.ts";
import { isOver } from "../runs/runs-request.ts";
import { RunHead } from "./run-head.tsx";
import { readZoom, type RunSearch, writeZoom } from "./run-search.ts";
import { RunSkeleton } from "./run-skeleton.tsx";
import { RunTabs } from "./run-tabs.tsx";
import { Splitter } from "./splitter.tsx";
import { TaskPanel } from "./tasks/task-panel.tsx";
import { TaskTable } from "./tasks/task-table.tsx";
import { LengthsView } from "./timeline/lengths-view.tsx";
import { MadeArtifacts } from "./timeline/artifact-marks.tsx";
import { artifactsByNode } from "./timeline/artifacts-by-node.ts";
import { pathTo, runsBelow, visibleRows } from "./timeline/timeline-rows.ts";
import { buildTree, type RunNode } from "./timeline/timeline-tree.ts";
import { TimelineView } from "./timeline/timeline-view.tsx";
import { useLiveRun } from "./use-live-run.ts";
import "./run-page.css";

/** What the table is given room for at first. */
const TABLE_ROWS = 12;
const GraphView = lazy(async () => ({ default: (await import("./graph/graph-view.tsx")).GraphView }));

const NONE: ReadonlySet<string> = new Set();

const route = getRouteApi("/runs/run/$id");

export function RunPage() {
  const { id } = route.useParams();
  const query = useLiveRun(id);
  if (query.isError) {
    return (
      <PageFailure what={`The run ${id} could not be read`} error={query.error} onRetry={() => void query.refetch()} />
    );
  }
  if (query.isPending) return <RunSkeleton />;
  return <LoadedRun key={id} timeline={query.data} />;
}

function LoadedRun({ timeline }: { timeline: Timeline }) {
  const { flow_run: run } = timeline;
  usePageTitle(`${run.name} · ${timeline.flow_name}`);
  useFavicon(faviconOf(run.state_type));
  useEffect(() => rememberItem({ kind: "run", id: run.id, name: run.name }), [run.id, run.name]);
  const search = route.useSearch();
  const change = useChange();
  const root = useMemo(() => buildTree(timeline), [timeline]);
  const select = (task: string | undefined) => change({ task, line: undefined });
  return (
    <div className={search.full === "on" ? "page run-page run-page-full" : "page run-page"}>
      <RunHead timeline={timeline} onTask={(task) => change({ task, tab: undefined })} />
      {run.start_time === null && root.children.length === 0 ? null : (
        <RunViews timeline={timeline} root={root} search={search} onChange={change} onSelect={select} />
      )}
      <div className="run-lower">
        <RunTabs timeline={timeline} root={root} search={search} onChange={change} />
        <SelectedTask run={run} root={root} id={search.task} onSelect={select} />
      </div>
    </div>
  );
}

interface RunViewsProps {
  timeline: Timeline;
  root: RunNode;
  search: RunSearch;
  onChange: (changes: object) => void;
  onSelect: (task: string | undefined) => void;
}

/** What ran, one way or another; not there before anything has. */
function RunViews({ timeline, root, search, onChange, onSelect }: RunViewsProps) {
  const { view } = search;
  const show = (next: RunSearch["view"]) => onChange({ view: view === next ? undefined : next });
  const made = useMemo(
    () => ({
      byNode: artifactsByNode(timeline),
      onArtifact: (artifact: string) => onChange({ tab: "artifacts", artifact, full: undefined }),
    }),
    [timeline, onChange],
  );
  const every = useMemo(() => runsBelow(root), [root]);
  const isFull = search.full === "on";
  const fill = () => onChange({ full: isFull ? undefined : "on" });
  useShortcuts({ t: () => show("table"), d: () => show("graph"), l: () => show("lengths"), f: fill });
  return (
    <Splitter rows={view === undefined ? visibleRows(root, NONE).length : TABLE_ROWS}>
      <ViewSwitch view={view} isFull={isFull} onShow={show} onFill={fill} />
      {view === "table" ? <TaskTable nodes={every} selectedId={search.task} onSelect={onSelect} /> : null}
      {view === "graph" ? (
        <Suspense>
          <GraphView
            root={root}
            timeline={timeline}
            selectedId={search.task}
            onSelect={onSelect}
            isByTime={search.layout === "time"}
            onByTime={(isByTime) => onChange({ layout: isByTime ? "time" : undefined })}
          />
        </Suspense>
      ) : null}
      {view === "lengths" ? (
        <LengthsView
          root={root}
          isOver={isOver(timeline.flow_run.state_type)}
          selectedId={search.task}
          onSelect={onSelect}
        />
      ) : null}
      {view !== undefined ? null : (
        <MadeArtifacts value={made}>
          <TimelineView
            root={root}
            isOver={isOver(timeline.flow_run.state_type)}
            selectedId={search.task}
            onSelect={onSelect}
            zoom={readZoom(search.zoom)}
            onZoom={(zoom) => onChange({ zoom: zoom === null ? undefined : writeZoom(zoom) })}
          />
        </MadeArtifacts>
      )}
    </Splitter>
  );
}

interface ViewSwitchProps {
  view: RunSearch["view"];
  isFull: boolean;
  onShow: (view: RunSearch["view"]) => void;
  onFill: () => void;
}

/** The same run as a timeline, as a graph, as lengths, as a table. */
function ViewSwitch({ view, isFull, onShow, onFill }: ViewSwitchProps) {
  return (
    <span className="twin-switch">
      <IconButton
        icon="graph"
        label={view === "graph" ? "Show the timeline (d)" : "Show what depends on what (d)"}
        isPressed={view === "graph"}
        onClick={() => onShow("graph")}
      />
      <IconButton
        icon="lengths"
        label={view === "lengths" ? "Show the timeline (l)" : "Compare how long each took (l)"}
        isPressed={view === "lengths"}
        onClick={() => onShow("lengths")}
      />
      <IconButton
        icon="table"
        label={view === "table" ? "Show the timeline (t)" : "Show the timeline as a table (t)"}
        isPressed={view === "table"}
        onClick={() => onShow("table")}
      />
      <IconButton
        icon="expand"
        label={isFull ? "Show the rest of the page (f)" : "Fill the page with it (f)"}
        isPressed={isFull}
        onClick={onFill}
      />
    </span>
  );
}

function useChange(): (changes: object) => void {
  const navigate = route.useNavigate();
  return useCallback(
    (changes: object) => {
      void navigate({
        search: (known) => defined({ ...known, ...changes }) as RunSearch,
        replace: true,
        resetScroll: false,
      });
    },
    [navigate],
  );
}

interface SelectedTaskProps {
  run: FlowRun;
  root: RunNode;
  id: string | undefined;
  onSelect: (id: string | undefined) => void;
}

function SelectedTask({ run, root, id, onSelect }: SelectedTaskProps) {
  const node = id === undefined ? undefined : pathTo(root, id).at(-1);
  if (node === undefined || node.kind === "group" || node.kind === "run") return null;
  const nameOf = (other: string) => pathTo(root, other).at(-1)?.label ?? null;
  return <TaskPanel run={run} node={node} nameOf={nameOf} onSelect={onSelect} />;
}

const FAVICONS: Record<StateType, Favicon> = {
  SCHEDULED: "waiting",
  PENDING: "waiting",
  RUNNING: "running",
  COMPLETED: "completed",
  FAILED: "failed",
  CRASHED: "crashed",
  PAUSED: "paused",
  CANCELLING: "cancelled",
  CANCELLED: "cancelled",
};

function faviconOf(type: StateType | null): Favicon {
  return type === null ? "waiting" : FAVICONS[type];
}
