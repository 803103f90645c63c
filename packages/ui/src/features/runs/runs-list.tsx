import type { BoundedCount } from "@tutti/core/wire/dashboard";
import { lazy, type ReactNode, Suspense } from "react";
import { IconButton } from "../../components/button.tsx";
import { Empty, Failure } from "../../components/message.tsx";
import { Total } from "../../components/total.tsx";
import { BulkBar } from "./bulk-bar.tsx";
import { ColumnsButton } from "./columns-button.tsx";
import type { RunColumn } from "./run-columns.ts";
import { RunsFilterBar, type RunsOwner } from "./runs-filter-bar.tsx";
import { readMatching } from "./matching-runs.ts";
import { isFiltered, type Plot, type RunsScope, type RunsSearch } from "./runs-search.ts";
import { RunsTable } from "./runs-table.tsx";
import { useRuns } from "./use-runs.ts";
import { useSelection } from "./use-selection.ts";

const ScatterPanel = lazy(async () => ({ default: (await import("./scatter/scatter-panel.tsx")).ScatterPanel }));

interface RunsListProps {
  title: string;
  search: RunsSearch & { within?: RunsScope };
  onChange: (change: object) => void;
  /** Whose page the list is a tab of: all of its runs are of one of those. Alone it is a page of its own. */
  of?: RunsOwner;
  tools?: ReactNode;
  /** Stands between the filters and the table. */
  banner?: ReactNode;
}

const FIRST_FLOW = `import { flow } from "tutti";

const hello = flow(async function hello() {});
await hello();`;

/** A live list of runs with its filters and the actions on many. */
export function RunsList({ title, search: shown, onChange, of, tools, banner }: RunsListProps) {
  const { plot, activity: _activity, ...search } = shown;
  const { query, rows, total } = useRuns(search);
  const selection = useSelection();
  const { flow: _, ...besidesFlow } = search;
  const isEmpty = query.isSuccess && rows.length === 0;
  return (
    <div className="page runs-page">
      {of === undefined ? <ListHead title={title} total={total} tools={tools} /> : <div className="tab-top" />}
      <RunsFilterBar search={search} of={of} onChange={onChange}>
        <PlotSwitch plot={plot} onChange={onChange} />
        <ColumnsButton />
      </RunsFilterBar>
      {banner}
      {plot === undefined ? null : (
        <Suspense fallback={<div className="runs-plot-space" />}>
          <ScatterPanel search={search} plot={plot} onChange={onChange} />
        </Suspense>
      )}
      {query.isError ? (
        <Failure what="The runs could not be read" error={query.error} onRetry={() => void query.refetch()} />
      ) : null}
      {isEmpty ? (
        <NoRuns isFiltered={isFiltered(of === "flow" ? besidesFlow : search)} isOwn={of === undefined} />
      ) : (
        <RunsTable
          label={title}
          rows={rows}
          selection={selection}
          isLoading={query.isPending}
          omitted={OMITTED[of ?? "all"]}
          sort={search.sort ?? "newest"}
          onSort={(sort) => onChange({ sort: sort === "newest" ? undefined : sort })}
          onTag={(tag) => onChange({ tag: [...new Set([...(search.tag ?? []), tag])] })}
          onEnd={query.hasNextPage && !query.isFetching && !query.isError ? () => void query.fetchNextPage() : null}
        />
      )}
      <BulkBar
        rows={rows}
        selection={selection}
        hasMore={query.hasNextPage}
        readMatching={() => readMatching(search)}
      />
    </div>
  );
}

function PlotSwitch({ plot, onChange }: { plot: Plot | undefined; onChange: (change: object) => void }) {
  const isShown = plot !== undefined;
  return (
    <IconButton
      icon="scatter"
      label={isShown ? "Hide the plot" : "Plot the runs"}
      isPressed={isShown}
      onClick={() => onChange({ plot: isShown ? undefined : "on" })}
    />
  );
}

/** What the runs of a list have in common is no column of it. */
const OMITTED: Record<RunsOwner | "all", readonly RunColumn[]> = {
  all: [],
  flow: ["flow"],
  deployment: ["flow", "deployment"],
  pool: ["pool"],
};

interface ListHeadProps {
  title: string;
  total: BoundedCount | null;
  tools: ReactNode;
}

function ListHead({ title, total, tools }: ListHeadProps) {
  return (
    <div className="page-head">
      <h1 className="page-title">{title}</h1>
      <Total total={total} />
      <div className="page-tools">{tools}</div>
    </div>
  );
}

function NoRuns({ isFiltered, isOwn }: { isFiltered: boolean; isOwn: boolean }) {
  if (isFiltered) {
    return (
      <Empty title="No run matches">
        <p>Widen the time range or clear a filter. New runs that match show up here by themselves.</p>
      </Empty>
    );
  }
  if (!isOwn) {
    return (
      <Empty title="No runs yet">
        <p>A run shows up here as soon as it is due.</p>
      </Empty>
    );
  }
  return (
    <Empty title="No runs yet" code={FIRST_FLOW}>
      <p>
        Save this as <code>hello.ts</code> and start it with <code>node hello.ts</code>: the run shows up here as it
        starts.
      </p>
    </Empty>
  );
}
