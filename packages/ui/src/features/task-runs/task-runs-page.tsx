import { useInfiniteQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { useLiveRefetch } from "../../api/use-live-refetch.ts";
import { Button } from "../../components/button.tsx";
import { FilterButton, summarise } from "../../components/filter-button.tsx";
import { ListPage, MoreButton } from "../../components/list-page.tsx";
import { Empty } from "../../components/message.tsx";
import { SearchField } from "../../components/search-field.tsx";
import { usePageTitle } from "../../shell/page-title.ts";
import { defined } from "../../url/search-params.ts";
import { FlowChecklist } from "../runs/flow-checklist.tsx";
import { RangeFilter } from "../runs/range-filter.tsx";
import { StateFilter } from "../runs/state-filter.tsx";
import { TagFilter } from "../runs/tag-filter.tsx";
import { TASK_RUN_TOPICS, taskRunPages } from "./task-runs-query.ts";
import { isFiltered, TASK_RUN_FILTERS, type TaskRunsSearch } from "./task-runs-search.ts";
import { TaskRunsTable } from "./task-runs-table.tsx";

const route = getRouteApi("/task-runs");

const FIRST_TASK = `import { flow, task } from "tutti";

const add = task(async function add(a: number, b: number) { return a + b; });
await flow(async function sum() { return add(1, 2); })();`;

/** The runs of tasks, whichever flow called them. */
export function TaskRunsPage() {
  usePageTitle("Task runs");
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const change = (changes: object) => {
    void navigate({ search: (known) => defined({ ...known, ...changes }) as TaskRunsSearch, replace: true });
  };
  const options = taskRunPages(search);
  const query = useInfiniteQuery(options);
  useLiveRefetch(options.queryKey, TASK_RUN_TOPICS);
  const rows = query.data?.pages.flatMap((page) => page.rows) ?? [];
  return (
    <ListPage
      title="Task runs"
      filters={<Filters search={search} onChange={change} />}
      query={query}
      empty={query.isSuccess && rows.length === 0 ? <NoTaskRuns isFiltered={isFiltered(search)} /> : null}
    >
      <TaskRunsTable
        rows={rows}
        isLoading={query.isPending}
        sort={search.sort ?? "newest"}
        onSort={(sort) => change({ sort: sort === "newest" ? undefined : sort })}
        onTag={(tag) => change({ tag: [...new Set([...(search.tag ?? []), tag])] })}
      >
        <MoreButton word="task runs" query={query} />
      </TaskRunsTable>
    </ListPage>
  );
}

function Filters({ search, onChange }: { search: TaskRunsSearch; onChange: (changes: object) => void }) {
  const flows = search.flow ?? [];
  return (
    <>
      <SearchField
        label="Search names"
        value={search.q ?? ""}
        isPageSearch
        onChange={(q) => onChange({ q: q === "" ? undefined : q })}
      />
      <StateFilter chosen={search.state ?? []} onChange={(state) => onChange({ state })} />
      <FilterButton name="Flow" chosen={summarise(flows)}>
        {() => <FlowChecklist chosen={flows} onChange={(flow) => onChange({ flow })} />}
      </FilterButton>
      <TagFilter chosen={search.tag ?? []} onChange={(tag) => onChange({ tag })} />
      <RangeFilter search={search} onChange={onChange} />
      {isFiltered(search) ? (
        <Button
          look="quiet"
          onClick={() => onChange(Object.fromEntries(TASK_RUN_FILTERS.map((filter) => [filter, undefined])))}
        >
          Clear
        </Button>
      ) : null}
    </>
  );
}

function NoTaskRuns({ isFiltered: isNarrowed }: { isFiltered: boolean }) {
  if (isNarrowed) {
    return (
      <Empty title="No task run matches">
        <p>Widen the time range or clear a filter.</p>
      </Empty>
    );
  }
  return (
    <Empty title="No task runs yet" code={FIRST_TASK}>
      <p>
        A task is a function wrapped with task(): each call of it in a flow stands here, and each one in the background.
      </p>
    </Empty>
  );
}
