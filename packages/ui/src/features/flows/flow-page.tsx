import type { FlowRow } from "@tutti/core/wire/dashboard";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import { useLiveRefetch } from "../../api/use-live-refetch.ts";
import { MoreButton } from "../../components/list-page.tsx";
import { Empty, Failure, PageFailure } from "../../components/message.tsx";
import { PanelSkeleton } from "../../components/panel-skeleton.tsx";
import { Fact, ObjectHead } from "../../components/object-head.tsx";
import { RunBars } from "../../components/run-bars.tsx";
import { StateTotals } from "../../components/state-totals.tsx";
import { Tabs } from "../../components/tabs.tsx";
import { RelativeTime } from "../../components/time.tsx";
import { usePageTitle } from "../../shell/page-title.ts";
import { rememberItem } from "../../shell/recent-items.ts";
import { defined } from "../../url/search-params.ts";
import { deploymentsPages } from "../deployments/deployments-query.ts";
import type { DeploymentSort } from "../deployments/deployments-search.ts";
import { DeploymentsTable } from "../deployments/deployments-table.tsx";
import { RunsList } from "../runs/runs-list.tsx";
import { FlowGrid } from "./flow-grid.tsx";
import { FlowTrends } from "./flow-trends.tsx";
import { flowRow } from "./flows-query.ts";
import type { FlowSearch, FlowTab } from "./flows-search.ts";
import "./flows.css";

const route = getRouteApi("/flows/flow/$id");
const BARS = 25;

export function FlowPage() {
  const { id } = route.useParams();
  const options = flowRow(id);
  const flow = useQuery(options);
  useLiveRefetch(options.queryKey);
  const name = flow.data?.name;
  usePageTitle(name ?? "Flow");
  useEffect(() => {
    if (name !== undefined) rememberItem({ kind: "flow", id, name });
  }, [id, name]);
  if (flow.isError) {
    return <PageFailure what="This flow could not be read" error={flow.error} onRetry={() => void flow.refetch()} />;
  }
  return (
    <div className="page">
      <ObjectHead
        parents={<Link to="/flows">Flows</Link>}
        title={name}
        id={{ text: id, of: "the flow's id" }}
        facts={flow.data === undefined ? null : <HeadFacts flow={flow.data} />}
      />
      {name === undefined ? (
        <PanelSkeleton />
      ) : (
        <FlowTabs id={id} name={name} deployments={flow.data?.deployments ?? 0} />
      )}
    </div>
  );
}

function HeadFacts({ flow }: { flow: FlowRow }) {
  return (
    <>
      {flow.last_run === null ? null : (
        <Fact word="last run">
          <Link className="link" to="/runs/run/$id" params={{ id: flow.last_run.id }}>
            <RelativeTime at={flow.last_run.start_time} />
          </Link>
        </Fact>
      )}
      {flow.next_run === null ? null : (
        <Fact word="next run">
          <Link className="link" to="/runs/run/$id" params={{ id: flow.next_run.id }}>
            <RelativeTime at={flow.next_run.at} />
          </Link>
        </Fact>
      )}
      <RunBars runs={flow.recent_runs} slots={BARS} />
      <StateTotals counts={flow.recent_counts} />
    </>
  );
}

const TABS: readonly { name: FlowTab; words: string }[] = [
  { name: "runs", words: "Runs" },
  { name: "grid", words: "Grid" },
  { name: "trends", words: "Trends" },
  { name: "deployments", words: "Deployments" },
];

function FlowTabs({ id, name, deployments }: { id: string; name: string; deployments: number }) {
  const { tab = "runs", ...search } = route.useSearch();
  const navigate = route.useNavigate();
  const change = (changes: object) => {
    void navigate({ search: (known) => defined({ ...known, ...changes }) as FlowSearch, replace: true });
  };
  return (
    <Tabs
      label="About this flow"
      tabs={TABS.map((known) => (known.name === "deployments" ? { ...known, count: deployments } : known))}
      chosen={tab}
      onChoose={(next) => change({ tab: next === "runs" ? undefined : next })}
    >
      {tab === "runs" ? (
        <RunsList title={`Runs of ${name}`} search={{ ...search, flow: [name] }} onChange={change} of="flow" />
      ) : null}
      {tab === "grid" ? <FlowGrid flow={id} /> : null}
      {tab === "trends" ? <FlowTrends flow={name} search={search} onChange={change} /> : null}
      {tab === "deployments" ? <FlowDeployments flow={name} /> : null}
    </Tabs>
  );
}

function FlowDeployments({ flow }: { flow: string }) {
  const [sort, setSort] = useState<DeploymentSort>("name");
  const options = deploymentsPages({ flow: [flow], sort });
  const query = useInfiniteQuery(options);
  useLiveRefetch(options.queryKey);
  const rows = query.data?.pages.flatMap((page) => page.results) ?? [];
  if (query.isError) return <Failure what="The deployments could not be read" error={query.error} />;
  if (query.isSuccess && rows.length === 0) {
    return <Empty title="Not deployed" code={`tutti deploy flows.ts:${flow} -n prod -p my-pool`} />;
  }
  return (
    <DeploymentsTable rows={rows} isLoading={query.isPending} sort={sort} onSort={setSort}>
      <MoreButton word="deployments" query={query} />
    </DeploymentsTable>
  );
}
