import { unreachable } from "@tutti/core/unreachable";
import type { WorkerDetails } from "@tutti/core/wire/worker-details";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useLiveRefetch } from "../../api/use-live-refetch.ts";
import { PageFailure } from "../../components/message.tsx";
import { PanelSkeleton } from "../../components/panel-skeleton.tsx";
import { Tabs } from "../../components/tabs.tsx";
import { usePageTitle } from "../../shell/page-title.ts";
import { EventsPanel } from "../events/events-panel.tsx";
import { WorkerHead } from "./worker-head.tsx";
import { WorkerLog } from "./worker-log.tsx";
import { workerDetails, WORKER_TOPICS } from "./worker-queries.ts";
import { WorkerRuns } from "./worker-runs.tsx";
import { isUnderWay } from "./under-way.ts";
import { WORKER_TABS, type WorkerTab } from "./worker-search.ts";
import "./worker.css";

const route = getRouteApi("/work-pools/work-pool/$name/worker/$worker");

const WORDS: Record<WorkerTab, string> = { runs: "Runs", log: "Log", events: "Events" };

/** One worker: whether it is alive, what it runs now, and what it did. */
export function WorkerPage() {
  const { name: pool, worker: name } = route.useParams();
  const { tab = "runs" } = route.useSearch();
  const navigate = route.useNavigate();
  const query = useQuery(workerDetails(pool, name));
  useLiveRefetch(["worker", pool, name], WORKER_TOPICS);
  usePageTitle(`${name} · ${pool}`);
  if (query.isError) {
    return (
      <PageFailure
        what={`The worker ${name} could not be read`}
        error={query.error}
        onRetry={() => void query.refetch()}
      />
    );
  }
  const count = (query.data?.runs ?? []).filter(isUnderWay).length;
  return (
    <div className="page">
      <WorkerHead pool={pool} name={name} details={query.data} />
      <Tabs
        label="About this worker"
        tabs={WORKER_TABS.map((each) => ({ name: each, words: WORDS[each], ...(each === "runs" ? { count } : {}) }))}
        chosen={tab}
        onChoose={(next) => void navigate({ search: next === "runs" ? {} : { tab: next }, replace: true })}
      >
        {query.data === undefined ? <PanelSkeleton /> : <Panel tab={tab} pool={pool} details={query.data} />}
      </Tabs>
    </div>
  );
}

function Panel({ tab, pool, details }: { tab: WorkerTab; pool: string; details: WorkerDetails }): ReactNode {
  switch (tab) {
    case "runs":
      return <WorkerRuns runs={details.runs} />;
    case "log":
      return <WorkerLog pool={pool} name={details.worker.name} />;
    case "events":
      return <EventsPanel resource={details.resource_id} />;
    default:
      return unreachable(tab);
  }
}
