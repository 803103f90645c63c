import type { Worker } from "@tutti/core/wire/worker";
import type { WorkerDetails } from "@tutti/core/wire/worker-details";
import { useQueryClient } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { forgetWorker } from "../../api/work-pool-actions.ts";
import { CopyButton } from "../../components/copy-button.tsx";
import { DeleteButton } from "../../components/delete-button.tsx";
import { Icon } from "../../components/icon.tsx";
import { Fact, ObjectHead } from "../../components/object-head.tsx";
import { RelativeTime } from "../../components/time.tsx";
import { WorkerStatus } from "../../components/worker-status.tsx";
import { formatDuration } from "../../time/duration.ts";
import { isUnderWay } from "./under-way.ts";

interface WorkerHeadProps {
  pool: string;
  name: string;
  /** Undefined until it is known. */
  details: WorkerDetails | undefined;
}

/** Which worker this is, whether it is alive, and how that is known. */
export function WorkerHead({ pool, name, details }: WorkerHeadProps) {
  const navigate = useNavigate();
  const client = useQueryClient();
  const underWay = (details?.runs ?? []).filter(isUnderWay).length;
  return (
    <ObjectHead
      parents={
        <>
          <Link to="/work-pools">Work pools</Link> /
          <Link to="/work-pools/work-pool/$name" params={{ name: pool }} search={{ tab: "workers" }}>
            {pool}
          </Link>
        </>
      }
      title={name}
      {...(details === undefined ? {} : { id: { text: details.worker.id, of: "the worker's id" } })}
      actions={
        details === undefined ? null : (
          <DeleteButton
            kind="worker"
            name={name}
            onDelete={async () => {
              await forgetWorker(pool, name);
              await navigate({ to: "/work-pools/work-pool/$name", params: { name: pool }, search: { tab: "workers" } });
              await client.invalidateQueries({ queryKey: ["work-pool", pool] });
            }}
          >
            It is no longer listed. One that is alive comes back with its next heartbeat; its runs stay as they are.
          </DeleteButton>
        )
      }
      facts={details === undefined ? null : <HeadFacts details={details} />}
    >
      {details === undefined || details.worker.status === "ONLINE" ? null : (
        <OfflineHint pool={pool} worker={details.worker} underWay={underWay} isStopped={hasStopped(details)} />
      )}
    </ObjectHead>
  );
}

function hasStopped({ started, stopped }: WorkerDetails): boolean {
  return stopped !== null && (started === null || stopped >= started);
}

/** From so many heartbeats missed on a worker is offline, as the server counts. */
const MISSED_MAX = 3;
const INTERVAL_SECONDS = 30;

function HeadFacts({ details: { worker, pool_type: type, started } }: { details: WorkerDetails }) {
  const every = worker.heartbeat_interval_seconds ?? INTERVAL_SECONDS;
  return (
    <>
      <WorkerStatus status={worker.status} look="pill" />
      <Fact word="heartbeat">
        <RelativeTime at={worker.last_heartbeat_time} />
      </Fact>
      <Fact word="every">{formatDuration(every * 1000)}</Fact>
      <span className="muted worker-patience">
        offline after {formatDuration(every * MISSED_MAX * 1000)} without one
      </span>
      <Fact word="type">{type}</Fact>
      {started === null ? null : (
        <Fact word="started">
          <RelativeTime at={started} />
        </Fact>
      )}
      <Fact word="known since">
        <RelativeTime at={worker.created} />
      </Fact>
    </>
  );
}

interface OfflineHintProps {
  pool: string;
  worker: Worker;
  underWay: number;
  isStopped: boolean;
}

function OfflineHint({ pool, worker, underWay, isStopped }: OfflineHintProps) {
  const command = `tutti worker start --pool ${pool} --name ${worker.name}`;
  return (
    <p className="object-hint">
      <Icon name="warning" />
      {isStopped ? "It said that it stopped." : "It fell silent without a word: killed, or cut off."}
      {underWay === 0 ? null : ` ${underWay} of its runs ${underWay === 1 ? "is" : "are"} still under way.`} Start it
      again: <code>{command}</code>
      <CopyButton text={command} label="Copy the command" />
    </p>
  );
}
