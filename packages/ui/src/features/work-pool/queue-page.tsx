import type { WorkQueue } from "@tutti/core/wire/work-queue";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link, useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useLiveRefetch } from "../../api/use-live-refetch.ts";
import { Button } from "../../components/button.tsx";
import { PageFailure } from "../../components/message.tsx";
import { Fact, ObjectHead } from "../../components/object-head.tsx";
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
          search={{ ...filters, within: { pool, queue } }}
          onChange={change}
          of="pool"
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
    <ObjectHead
      parents={
        <>
          <Link to="/work-pools">Work pools</Link> /
          <Link to="/work-pools/work-pool/$name" params={{ name: pool }} search={{ tab: "queues" }}>
            {pool}
          </Link>
        </>
      }
      title={name}
      {...(queue === undefined ? {} : { id: { text: queue.id, of: "the queue's id" } })}
      actions={
        queue === undefined ? null : (
          <Button icon="edit" onClick={() => setIsEdited(true)}>
            Edit
          </Button>
        )
      }
      facts={queue === undefined ? null : <QueueFacts queue={queue} />}
    >
      {queue?.description ? <p className="object-note">{queue.description}</p> : null}
      {isEdited && queue !== undefined ? (
        <QueueDialog pool={pool} queue={queue} onClose={() => setIsEdited(false)} onMoved={onMoved} />
      ) : null}
    </ObjectHead>
  );
}

function QueueFacts({ queue }: { queue: WorkQueue }) {
  return (
    <>
      <QueueStatus queue={queue} look="pill" />
      <Fact word="priority">{queue.priority}</Fact>
      <Fact word="limit">
        <LimitUse limit={queue.concurrency_limit} active={queue.active_slots} />
      </Fact>
      <Fact word="last polled">
        <RelativeTime at={queue.last_polled} />
      </Fact>
    </>
  );
}
