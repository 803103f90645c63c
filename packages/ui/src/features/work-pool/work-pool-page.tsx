import { unreachable } from "@tutti/core/unreachable";
import type { WorkPool } from "@tutti/core/wire/work-pool";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { type ReactNode, useEffect } from "react";
import { useLiveRefetch } from "../../api/use-live-refetch.ts";
import { JsonView } from "../../components/json-view.tsx";
import { PageFailure } from "../../components/message.tsx";
import { Tabs } from "../../components/tabs.tsx";
import { usePageTitle } from "../../shell/page-title.ts";
import { rememberItem } from "../../shell/recent-items.ts";
import { defined } from "../../url/search-params.ts";
import { RunsList } from "../runs/runs-list.tsx";
import { UpcomingRuns } from "../runs/upcoming-runs.tsx";
import { POOL_TOPICS, workPoolRows } from "../work-pools/work-pools-query.ts";
import { PoolDeployments } from "./pool-deployments.tsx";
import { QueuesPanel } from "./queues-panel.tsx";
import { WorkPoolHead } from "./work-pool-head.tsx";
import { workPoolDetails } from "./work-pool-queries.ts";
import { POOL_TABS, type PoolTab, type WorkPoolSearch } from "./work-pool-search.ts";
import { WorkersPanel } from "./workers-panel.tsx";

const route = getRouteApi("/work-pools/work-pool/$name");

export function WorkPoolPage() {
  const { name } = route.useParams();
  const details = useQuery(workPoolDetails(name));
  const rows = useQuery(workPoolRows());
  useLiveRefetch(["work-pool", name], POOL_TOPICS);
  useLiveRefetch(["work-pools"], POOL_TOPICS);
  usePageTitle(name);
  const id = details.data?.id;
  useEffect(() => {
    if (id !== undefined) rememberItem({ kind: "work-pool", id, name });
  }, [id, name]);
  if (details.isError) {
    return (
      <PageFailure
        what={`The work pool ${name} could not be read`}
        error={details.error}
        onRetry={() => void details.refetch()}
      />
    );
  }
  return (
    <div className="page">
      <WorkPoolHead name={name} row={rows.data?.find((row) => row.name === name)} />
      {details.data === undefined ? null : <PoolTabs pool={details.data} />}
    </div>
  );
}

const WORDS: Record<PoolTab, string> = {
  runs: "Runs",
  upcoming: "Upcoming",
  queues: "Queues",
  workers: "Workers",
  deployments: "Deployments",
  template: "Job template",
};

function PoolTabs({ pool }: { pool: WorkPool }) {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const change = (changes: object) => {
    void navigate({ search: (known) => defined({ ...known, ...changes }) as WorkPoolSearch, replace: true });
  };
  const tab = search.tab ?? "runs";
  return (
    <Tabs
      label="About this pool"
      tabs={POOL_TABS.map((name) => ({ name, words: WORDS[name] }))}
      chosen={tab}
      onChoose={(next) => change({ tab: next === "runs" ? undefined : next })}
    >
      <Panel tab={tab} pool={pool} search={search} onChange={change} />
    </Tabs>
  );
}

interface PanelProps {
  tab: PoolTab;
  pool: WorkPool;
  search: WorkPoolSearch;
  onChange: (changes: object) => void;
}

function Panel({ tab, pool, search, onChange }: PanelProps): ReactNode {
  const { tab: _tab, activity: _activity, ...filters } = search;
  switch (tab) {
    case "runs":
      return (
        <RunsList
          title={`Runs in ${pool.name}`}
          search={{ ...filters, pool: pool.name }}
          onChange={onChange}
          hasFlow={false}
          hasHead={false}
        />
      );
    case "upcoming":
      return <UpcomingRuns within={{ pool: pool.name }} />;
    case "queues":
      return <QueuesPanel pool={pool.name} />;
    case "workers":
      return <WorkersPanel pool={pool.name} type={pool.type} />;
    case "deployments":
      return <PoolDeployments pool={pool.name} />;
    case "template":
      return (
        <div className="panel-scroll">
          <JsonView value={pool.base_job_template} label="Base job template" />
        </div>
      );
    default:
      return unreachable(tab);
  }
}
