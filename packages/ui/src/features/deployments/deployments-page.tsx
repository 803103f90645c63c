import { useInfiniteQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { useLiveRefetch } from "../../api/use-live-refetch.ts";
import { ListPage, MoreButton } from "../../components/list-page.tsx";
import { Empty } from "../../components/message.tsx";
import { usePageTitle } from "../../shell/page-title.ts";
import { defined } from "../../url/search-params.ts";
import { DeploymentsFilters } from "./deployments-filter-bar.tsx";
import { DEPLOYMENT_TOPICS, deploymentsPages } from "./deployments-query.ts";
import { type DeploymentsSearch, isFiltered } from "./deployments-search.ts";
import { DeploymentsTable } from "./deployments-table.tsx";

const route = getRouteApi("/deployments");

export function DeploymentsPage() {
  usePageTitle("Deployments");
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const change = (changes: object) => {
    void navigate({ search: (known) => defined({ ...known, ...changes }) as DeploymentsSearch, replace: true });
  };
  const options = deploymentsPages(search);
  const query = useInfiniteQuery(options);
  useLiveRefetch(options.queryKey, DEPLOYMENT_TOPICS);
  const rows = query.data?.pages.flatMap((page) => page.results) ?? [];
  return (
    <ListPage
      title="Deployments"
      total={query.data?.pages[0]?.total ?? null}
      filters={<DeploymentsFilters search={search} onChange={change} />}
      query={query}
      empty={query.isSuccess && rows.length === 0 ? <NoDeployments isFiltered={isFiltered(search)} /> : null}
    >
      <DeploymentsTable
        rows={rows}
        isLoading={query.isPending}
        sort={search.sort ?? "name"}
        onSort={(sort) => change({ sort: sort === "name" ? undefined : sort })}
        onTag={(tag) => change({ tag: [...new Set([...(search.tag ?? []), tag])] })}
      >
        <MoreButton word="deployments" query={query} />
      </DeploymentsTable>
    </ListPage>
  );
}

const FIRST_DEPLOYMENT = `tutti work-pool create my-pool --type process
tutti deploy flows.ts:nightly -n prod -p my-pool
tutti worker start --pool my-pool`;

function NoDeployments({ isFiltered }: { isFiltered: boolean }) {
  if (isFiltered) {
    return (
      <Empty title="No deployment matches">
        <p>Clear a filter, or look for a part of its name or of its flow’s.</p>
      </Empty>
    );
  }
  return (
    <Empty title="No deployments yet" code={FIRST_DEPLOYMENT}>
      <p>
        A deployment says where a flow’s code is, with which parameters and when it runs, and on which pool. Deployed
        flows are started from here, by schedules, and by automations.
      </p>
    </Empty>
  );
}
