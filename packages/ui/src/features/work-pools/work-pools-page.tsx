import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { useLiveRefetch } from "../../api/use-live-refetch.ts";
import { Icon } from "../../components/icon.tsx";
import { ListPage } from "../../components/list-page.tsx";
import { Empty } from "../../components/message.tsx";
import { SearchField } from "../../components/search-field.tsx";
import { usePageTitle } from "../../shell/page-title.ts";
import { defined } from "../../url/search-params.ts";
import { POOL_TOPICS, workPoolRows } from "./work-pools-query.ts";
import { matchingPools, type WorkPoolsSearch } from "./work-pools-search.ts";
import { WorkPoolsTable } from "./work-pools-table.tsx";

const route = getRouteApi("/work-pools");

export function WorkPoolsPage() {
  usePageTitle("Work pools");
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const change = (changes: object) => {
    void navigate({ search: (known) => defined({ ...known, ...changes }) as WorkPoolsSearch, replace: true });
  };
  const options = workPoolRows();
  const query = useQuery(options);
  useLiveRefetch(options.queryKey, POOL_TOPICS);
  const all = query.data ?? [];
  const rows = matchingPools(all, search);
  return (
    <ListPage
      title="Work pools"
      total={query.isSuccess ? { count: all.length, is_bounded: false } : null}
      tools={
        <Link className="button button-primary" to="/work-pools/create">
          <Icon name="plus" />
          Create a pool
        </Link>
      }
      filters={
        <SearchField
          label="Search names"
          value={search.q ?? ""}
          isPageSearch
          onChange={(q) => change({ q: q === "" ? undefined : q })}
        />
      }
      query={query}
      empty={query.isSuccess && rows.length === 0 ? <NoPools isFiltered={all.length > 0} /> : null}
    >
      <WorkPoolsTable
        rows={rows}
        isLoading={query.isPending}
        sort={search.sort ?? "name"}
        onSort={(sort) => change({ sort: sort === "name" ? undefined : sort })}
      />
    </ListPage>
  );
}

const FIRST_POOL = `tutti work-pool create my-pool --type process
tutti worker start --pool my-pool`;

function NoPools({ isFiltered }: { isFiltered: boolean }) {
  if (isFiltered) return <Empty title="No work pool has this name" />;
  return (
    <Empty title="No work pools yet" code={FIRST_POOL}>
      <p>
        Runs of deployments wait in a pool until a worker takes them. The pool says where they run: in processes, in
        containers, in a cluster.
      </p>
    </Empty>
  );
}
