import { unreachable } from "@tutti/core/unreachable";
import type { WorkPoolRow } from "@tutti/core/wire/dashboard-work";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { type ReactNode, useEffect } from "react";
import { ApiError } from "../../api/http.ts";
import { useLiveRefetch } from "../../api/use-live-refetch.ts";
import { JsonView } from "../../components/json-view.tsx";
import { Failure, PageFailure } from "../../components/message.tsx";
import { PanelSkeleton } from "../../components/panel-skeleton.tsx";
import { Tabs } from "../../components/tabs.tsx";
import { usePageTitle } from "../../shell/page-title.ts";
import { rememberItem } from "../../shell/recent-items.ts";
import { defined } from "../../url/search-params.ts";
import { RunsList } from "../runs/runs-list.tsx";
import { UpcomingRuns } from "../runs/upcoming-runs.tsx";
import { POOL_TOPICS, workPoolRows } from "../work-pools/work-pools-query.ts";
import { PoolDeployments } from "./pool-deployments.tsx";
import { QueuesPanel } from "./queues-panel.tsx";
import { SlotsPanel } from "./slots-panel.tsx";
import { WorkPoolHead } from "./work-pool-head.tsx";
import { workPoolDetails } from "./work-pool-queries.ts";
import { POOL_TABS, type PoolTab, type WorkPoolSearch } from "./work-pool-search.ts";
import { WorkersPanel } from "./workers-panel.tsx";

const route = getRouteApi("/work-pools/work-pool/$name");

export function WorkPoolPage() {
  const { name } = route.useParams();
  const rows = useQuery(workPoolRows());
  useLiveRefetch(["work-pool", name], POOL_TOPICS);
  useLiveRefetch(["work-pools"], POOL_TOPICS);
  usePageTitle(name);
  const row = rows.data?.find((known) => known.name === name);
  const id = row?.id;
  useEffect(() => {
    if (id !== undefined) rememberItem({ kind: "work-pool", id, name });
  }, [id, name]);
  const isGone = rows.isSuccess && row === undefined;
  const error = isGone ? new ApiError(404, `work pool ${name}`, "Work pool not found") : rows.error;
  if (error !== null) {
    return (
      <PageFailure what={`The work pool ${name} could not be read`} error={error} onRetry={() => void rows.refetch()} />
    );
  }
  return (
    <div className="page">
      <WorkPoolHead name={name} row={row} />
      {row === undefined ? <PanelSkeleton /> : <PoolTabs pool={row} />}
    </div>
  );
}

const WORDS: Record<PoolTab, string> = {
  runs: "Runs",
  upcoming: "Upcoming",
  queues: "Queues",
  slots: "Slots",
  workers: "Workers",
  deployments: "Deployments",
  template: "Job template",
};

function PoolTabs({ pool }: { pool: WorkPoolRow }) {
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
  pool: WorkPoolRow;
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
          search={{ ...filters, within: { pool: pool.name } }}
          onChange={onChange}
          of="pool"
        />
      );
    case "upcoming":
      return <UpcomingRuns within={{ pool: pool.name }} />;
    case "queues":
      return <QueuesPanel pool={pool.name} />;
    case "slots":
      return <SlotsPanel pool={pool.name} range={filters.range ?? "24h"} onRange={onChange} />;
    case "workers":
      return <WorkersPanel pool={pool.name} type={pool.type} />;
    case "deployments":
      return <PoolDeployments pool={pool.name} />;
    case "template":
      return <TemplatePanel name={pool.name} />;
    default:
      return unreachable(tab);
  }
}

function TemplatePanel({ name }: { name: string }) {
  const pool = useQuery(workPoolDetails(name));
  if (pool.isError) {
    return <Failure what="It could not be read" error={pool.error} onRetry={() => void pool.refetch()} />;
  }
  return (
    <div className="panel-scroll">
      {pool.data === undefined ? null : <JsonView value={pool.data.base_job_template} label="Base job template" />}
    </div>
  );
}
