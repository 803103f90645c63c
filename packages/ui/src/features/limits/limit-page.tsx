import type { LimitUse } from "@tutti/core/wire/limit-use";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { useLiveRefetch } from "../../api/use-live-refetch.ts";
import { PageFailure } from "../../components/message.tsx";
import { PanelSkeleton } from "../../components/panel-skeleton.tsx";
import { Fact, ObjectHead } from "../../components/object-head.tsx";
import { usePageTitle } from "../../shell/page-title.ts";
import { formatDuration } from "../../time/duration.ts";
import { HoldersTable } from "./holders-table.tsx";
import { limitName } from "./limit-name.ts";
import { limitUse, LIMIT_TOPICS } from "./limits-query.ts";
import type { LimitTab } from "./limits-search.ts";
import { SlotUse } from "./slot-use.tsx";
import { WaitersTable } from "./waiters-table.tsx";
import "../../components/table.css";
import "./limits.css";

const route = getRouteApi("/concurrency-limits/concurrency-limit/$id");

/** One limit: who holds its slots, since when, and who waits for them. */
export function LimitPage() {
  const { id } = route.useParams();
  const query = useQuery(limitUse(id));
  useLiveRefetch(["limits", "use", id], LIMIT_TOPICS);
  const name = query.data === undefined ? undefined : limitName(query.data);
  usePageTitle(name?.words ?? "Concurrency limit");
  if (query.isError) {
    return <PageFailure what="This limit could not be read" error={query.error} onRetry={() => void query.refetch()} />;
  }
  const tab: LimitTab = name?.tab ?? "global";
  return (
    <div className="page">
      <ObjectHead
        parents={
          <Link to="/concurrency-limits" search={tab === "global" ? {} : { tab }}>
            Concurrency limits
          </Link>
        }
        title={name?.words}
        id={{ text: id, of: "the limit's id" }}
        facts={query.data === undefined ? null : <LimitFacts use={query.data} />}
      />
      {query.data === undefined ? <PanelSkeleton /> : <LimitPanels use={query.data} />}
    </div>
  );
}

function LimitFacts({ use: { limit, deployment } }: { use: LimitUse }) {
  return (
    <>
      <SlotUse taken={limit.active_slots} limit={limit.limit} />
      {limit.active ? null : (
        <span className="state-badge state-badge-pill" data-tone="paused">
          Holds nobody back
        </span>
      )}
      {limit.slot_decay_per_second === 0 ? (
        <Fact word="held on average">{formatDuration(limit.avg_slot_occupancy_seconds * 1000)}</Fact>
      ) : (
        <Fact word="freed per second">{limit.slot_decay_per_second}</Fact>
      )}
      {deployment === null ? null : (
        <Fact word="of">
          <Link className="link-accent" to="/deployments/deployment/$id" params={{ id: deployment.id }}>
            {deployment.flow_name} / {deployment.name}
          </Link>
        </Fact>
      )}
    </>
  );
}

function LimitPanels({ use }: { use: LimitUse }) {
  const { limit, holders, waiters, unleased } = use;
  return (
    <div className="limit-panels">
      <section aria-labelledby="limit-holders">
        <h2 id="limit-holders" className="limit-title">
          Hold slots <span className="muted">{holders.length}</span>
        </h2>
        {holders.length === 0 ? null : <HoldersTable holders={holders} />}
        <p className="limit-note muted">{holdersNote(use)}</p>
        {unleased > 0 && limit.slot_decay_per_second === 0 ? (
          <p className="limit-note muted">
            {slotsWord(unleased)} taken without a lease: it is not known by whom, and only who took{" "}
            {unleased === 1 ? "it" : "them"} can give {unleased === 1 ? "it" : "them"} back.
          </p>
        ) : null}
      </section>
      <section aria-labelledby="limit-waiters">
        <h2 id="limit-waiters" className="limit-title">
          Wait for slots <span className="muted">{waiters.length}</span>
        </h2>
        {waiters.length === 0 ? null : <WaitersTable waiters={waiters} />}
        <p className="limit-note muted">{waitersNote(use)}</p>
      </section>
    </div>
  );
}

function slotsWord(count: number): string {
  return count === 1 ? "One slot is" : `${count.toLocaleString("en")} slots are`;
}

function holdersNote({ holders, limit }: LimitUse): string {
  if (limit.slot_decay_per_second > 0) return "It limits a rate: slots free themselves, and nobody gives one back.";
  if (holders.length > 0) return "A slot comes free when its holder gives it back, or stops renewing its lease.";
  return "Nobody holds a slot under a lease.";
}

function waitersNote({ waiters, limit }: LimitUse): string {
  if (!limit.active) return "It is switched off, so nobody has to wait.";
  if (limit.limit === 0) return "Its limit is 0: whoever asks waits until it is raised.";
  return waiters.length === 0
    ? "Nobody has asked in vain of late."
    : "Each asks again at the time given; slots go to who asks while one is free.";
}
