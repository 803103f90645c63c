import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link, useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useLiveRefetch } from "../../api/use-live-refetch.ts";
import { Button } from "../../components/button.tsx";
import { CopyButton } from "../../components/copy-button.tsx";
import { PageFailure } from "../../components/message.tsx";
import { Tabs } from "../../components/tabs.tsx";
import { RelativeTime } from "../../components/time.tsx";
import { usePageTitle } from "../../shell/page-title.ts";
import { defined } from "../../url/search-params.ts";
import { RunsList } from "../runs/runs-list.tsx";
import { UpcomingRuns } from "../runs/upcoming-runs.tsx";
import { LimitUse } from "../work-pools/work-pools-table.tsx";
import { POOL_TOPICS } from "../work-pools/work-pools-query.ts";
import { QueueDialog } from "./queue-dialog.tsx";
import { QueueStatus } from "./queue-status.tsx";
import { queueDetails } from "./work-pool-queries.ts";
import type { QueueSearch, QueueTab } from "./work-pool-search.ts";
import "../../components/object-head.css";

const route = getRouteApi("/work-pools/work-pool/$name/queue/$queue");

const TABS: readonly { name: QueueTab; words: string }[] = [
  { name: "runs", words: "Runs" },
  { name: "upcoming", words: "Upcoming" },
];

export function QueuePage() {
  const { name: pool, queue } = route.useParams();
  const details = useQuery(queueDetails(pool, queue));
  useLiveRefetch(["work-pool", pool], POOL_TOPICS);
  usePageTitle(`${queue} · ${pool}`);
  if (details.isError) {
    return <PageFailure what={`The queue ${queue} could not be read`} error={details.error} />;
  }
  return (
    <div className="page">
      <QueueHead pool={pool} name={queue} />
      <QueueTabs pool={pool} queue={queue} />
    </div>
  );
}

function QueueTabs({ pool, queue }: { pool: string; queue: string }) {
  const { tab = "runs", activity: _activity, ...filters } = route.useSearch();
  const navigate = route.useNavigate();
  const change = (changes: object) => {
    void navigate({ search: (known) => defined({ ...known, ...changes }) as QueueSearch, replace: true });
  };
  return (
    <Tabs
      label="About this queue"
      tabs={TABS}
      chosen={tab}
      onChoose={(next) => change({ tab: next === "runs" ? undefined : next })}
    >
      {tab === "upcoming" ? (
        <UpcomingRuns within={{ pool, queue }} />
      ) : (
        <RunsList
          title={`Runs in ${queue}`}
          search={{ ...filters, pool, queue }}
          onChange={change}
          hasFlow={false}
          hasHead={false}
        />
      )}
    </Tabs>
  );
}

function QueueHead({ pool, name }: { pool: string; name: string }) {
  const { data: queue } = useQuery(queueDetails(pool, name));
  const [isEdited, setIsEdited] = useState(false);
  const navigate = useNavigate();
  const onMoved = (next: string | null) =>
    next === null
      ? navigate({ to: "/work-pools/work-pool/$name", params: { name: pool }, search: { tab: "queues" } })
      : navigate({
          to: "/work-pools/work-pool/$name/queue/$queue",
          params: { name: pool, queue: next },
          replace: true,
        });
  return (
    <header className="object-head">
      <nav className="breadcrumb" aria-label="Where this is">
        <Link to="/work-pools">Work pools</Link> /
        <Link to="/work-pools/work-pool/$name" params={{ name: pool }} search={{ tab: "queues" }}>
          {pool}
        </Link>
      </nav>
      <div className="object-title-line">
        <h1 className="object-title truncate">{name}</h1>
        {queue === undefined ? null : (
          <>
            <CopyButton text={queue.id} label="Copy the queue's id" />
            <div className="object-actions">
              <Button icon="edit" onClick={() => setIsEdited(true)}>
                Edit
              </Button>
            </div>
          </>
        )}
      </div>
      {queue === undefined ? null : (
        <div className="object-facts">
          <QueueStatus queue={queue} look="pill" />
          <span>
            <span className="muted">priority</span> {queue.priority}
          </span>
          <span>
            <span className="muted">limit</span>{" "}
            <LimitUse limit={queue.concurrency_limit} active={queue.active_slots} />
          </span>
          <span>
            <span className="muted">last polled</span> <RelativeTime at={queue.last_polled} />
          </span>
        </div>
      )}
      {queue?.description ? <p className="object-note">{queue.description}</p> : null}
      {isEdited && queue !== undefined ? (
        <QueueDialog pool={pool} queue={queue} onClose={() => setIsEdited(false)} onMoved={onMoved} />
      ) : null}
    </header>
  );
}
