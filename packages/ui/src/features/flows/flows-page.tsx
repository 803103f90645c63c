import { useInfiniteQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { ListPage, MoreButton } from "../../components/list-page.tsx";
import { Empty } from "../../components/message.tsx";
import { SearchField } from "../../components/search-field.tsx";
import { usePageTitle } from "../../shell/page-title.ts";
import { defined } from "../../url/search-params.ts";
import { flowsPages } from "./flows-query.ts";
import type { FlowsSearch } from "./flows-search.ts";
import { FlowsTable } from "./flows-table.tsx";
import { useLiveRefetch } from "../../api/use-live-refetch.ts";

const route = getRouteApi("/flows");

const FIRST_FLOW = `import { flow } from "tutti";

export const nightly = flow(async function nightly() {});
await nightly();`;

export function FlowsPage() {
  usePageTitle("Flows");
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const change = (changes: FlowsSearch | Record<string, unknown>) => {
    void navigate({ search: (known) => defined({ ...known, ...changes }) as FlowsSearch, replace: true });
  };
  const options = flowsPages(search);
  const query = useInfiniteQuery(options);
  useLiveRefetch(options.queryKey);
  const rows = query.data?.pages.flatMap((page) => page.results) ?? [];
  return (
    <ListPage
      title="Flows"
      total={query.data?.pages[0]?.total ?? null}
      filters={
        <SearchField
          label="Search names"
          value={search.q ?? ""}
          isPageSearch
          onChange={(q) => change({ q: q === "" ? undefined : q })}
        />
      }
      query={query}
      empty={query.isSuccess && rows.length === 0 ? <NoFlows isFiltered={search.q !== undefined} /> : null}
    >
      <FlowsTable
        rows={rows}
        isLoading={query.isPending}
        sort={search.sort ?? "recent"}
        onSort={(sort) => change({ sort: sort === "recent" ? undefined : sort })}
      >
        <MoreButton word="flows" query={query} />
      </FlowsTable>
    </ListPage>
  );
}

function NoFlows({ isFiltered }: { isFiltered: boolean }) {
  if (isFiltered) return <Empty title="No flow has this name" />;
  return (
    <Empty title="No flows yet" code={FIRST_FLOW}>
      <p>A flow is a function wrapped with flow(). It is listed here once it has run, or was deployed.</p>
    </Empty>
  );
}
