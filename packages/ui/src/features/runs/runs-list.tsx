import type { BoundedCount } from "@tutti/core/wire/dashboard";
import type { ReactNode } from "react";
import { Empty, Failure } from "../../components/message.tsx";
import { Total } from "../../components/total.tsx";
import { BulkBar } from "./bulk-bar.tsx";
import { RunsFilterBar } from "./runs-filter-bar.tsx";
import { readMatching } from "./matching-runs.ts";
import type { RunsFilterSearch } from "./runs-query.ts";
import { isFiltered } from "./runs-search.ts";
import { RunsTable } from "./runs-table.tsx";
import { useRuns } from "./use-runs.ts";
import { useSelection } from "./use-selection.ts";

interface RunsListProps {
  title: string;
  search: RunsFilterSearch;
  onChange: (change: object) => void;
  /** False on a flow's own page, where every run is of that flow. */
  hasFlow: boolean;
  /** False where a tab names the list already. */
  hasHead?: boolean;
  tools?: ReactNode;
  /** Stands between the filters and the table. */
  banner?: ReactNode;
}

const FIRST_FLOW = `import { flow } from "tutti";

const hello = flow(async function hello() {});
await hello();`;

/** A live list of runs with its filters and the actions on many. */
export function RunsList({ title, search, onChange, hasFlow, hasHead = true, tools, banner }: RunsListProps) {
  const { query, rows, total } = useRuns(search);
  const selection = useSelection();
  const isEmpty = query.isSuccess && rows.length === 0;
  return (
    <div className="page runs-page">
      {hasHead ? <ListHead title={title} isPage={hasFlow} total={total} tools={tools} /> : <div className="tab-top" />}
      <RunsFilterBar search={search} hasFlowFilter={hasFlow} onChange={onChange} />
      {banner}
      {query.isError ? (
        <Failure what="The runs could not be read" error={query.error} onRetry={() => void query.refetch()} />
      ) : null}
      {isEmpty ? (
        <NoRuns isFiltered={isFiltered(search)} isOwn={hasFlow} />
      ) : (
        <RunsTable
          label={title}
          rows={rows}
          selection={selection}
          isLoading={query.isPending}
          hasFlow={hasFlow}
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

interface ListHeadProps {
  title: string;
  /** Whether the list is all of the page. */
  isPage: boolean;
  total: BoundedCount | null;
  tools: ReactNode;
}

function ListHead({ title, isPage, total, tools }: ListHeadProps) {
  return (
    <div className="page-head">
      {isPage ? <h1 className="page-title">{title}</h1> : <h2 className="page-title">{title}</h2>}
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
