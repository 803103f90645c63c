import type { LiveTopic } from "@tutti/core/wire/live";
import { useInfiniteQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { useLiveRefetch } from "../../api/use-live-refetch.ts";
import { Button } from "../../components/button.tsx";
import { Empty, Failure } from "../../components/message.tsx";
import { Total } from "../../components/total.tsx";
import { usePageTitle } from "../../shell/page-title.ts";
import { defined } from "../../url/search-params.ts";
import { DeploymentsFilterBar } from "./deployments-filter-bar.tsx";
import { deploymentsPages } from "./deployments-query.ts";
import { type DeploymentsSearch, isFiltered } from "./deployments-search.ts";
import { DeploymentsTable } from "./deployments-table.tsx";

const route = getRouteApi("/deployments");
const LIVE: readonly LiveTopic[] = ["flow-runs", "events:prefect.deployment."];

export function DeploymentsPage() {
  usePageTitle("Deployments");
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const change = (changes: object) => {
    void navigate({ search: (known) => defined({ ...known, ...changes }) as DeploymentsSearch, replace: true });
  };
  const options = deploymentsPages(search);
  const query = useInfiniteQuery(options);
  useLiveRefetch(options.queryKey, LIVE);
  const rows = query.data?.pages.flatMap((page) => page.results) ?? [];
  const isEmpty = query.isSuccess && rows.length === 0;
  return (
    <div className="page">
      <div className="page-head">
        <h1 className="page-title">Deployments</h1>
        <Total total={query.data?.pages[0]?.total ?? null} />
      </div>
      <DeploymentsFilterBar search={search} onChange={change} />
      {query.isError ? (
        <Failure what="The deployments could not be read" error={query.error} onRetry={() => void query.refetch()} />
      ) : null}
      {isEmpty ? (
        <NoDeployments isFiltered={isFiltered(search)} />
      ) : (
        <DeploymentsTable
          rows={rows}
          isLoading={query.isPending}
          sort={search.sort ?? "name"}
          onSort={(sort) => change({ sort: sort === "name" ? undefined : sort })}
          onTag={(tag) => change({ tag: [...new Set([...(search.tag ?? []), tag])] })}
        >
          {query.hasNextPage ? (
            <div className="list-more">
              <Button isDisabled={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
                Show more deployments
              </Button>
            </div>
          ) : null}
        </DeploymentsTable>
      )}
    </div>
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
