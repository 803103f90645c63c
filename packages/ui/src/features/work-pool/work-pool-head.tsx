import type { WorkPoolRow } from "@tutti/core/wire/dashboard-work";
import { useQueryClient } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { deleteWorkPool } from "../../api/work-pool-actions.ts";
import { CopyButton } from "../../components/copy-button.tsx";
import { DeleteButton } from "../../components/delete-button.tsx";
import { Icon } from "../../components/icon.tsx";
import { ObjectHead } from "../../components/object-head.tsx";
import { RelativeTime } from "../../components/time.tsx";
import { PoolPauseSwitch } from "../work-pools/pool-pause-switch.tsx";
import { PoolStatus } from "../work-pools/pool-status.tsx";
import { LimitUse } from "../work-pools/work-pools-table.tsx";
import "../work-pools/work-pools.css";

/** Which pool this is, how it stands, and what can be done with it. */
export function WorkPoolHead({ name, row }: { name: string; row: WorkPoolRow | undefined }) {
  return (
    <ObjectHead
      parents={<Link to="/work-pools">Work pools</Link>}
      title={name}
      {...(row === undefined ? {} : { id: { text: row.id, of: "the pool's id" } })}
      actions={row === undefined ? null : <Actions name={name} />}
      facts={row === undefined ? null : <HeadFacts row={row} />}
    >
      {row?.description ? <p className="object-note">{row.description}</p> : null}
      {row !== undefined && row.workers_online === 0 && !row.is_paused ? <StartHint row={row} /> : null}
    </ObjectHead>
  );
}

function HeadFacts({ row }: { row: WorkPoolRow }) {
  return (
    <>
      <PoolStatus pool={row} look="pill" />
      <span>
        <span className="muted">type</span> {row.type}
      </span>
      <span>
        <span className="muted">workers</span>{" "}
        {row.workers === 0 ? "none" : `${row.workers_online} of ${row.workers} online`}
      </span>
      {row.last_heartbeat_time === null ? null : (
        <span>
          <span className="muted">heartbeat</span> <RelativeTime at={row.last_heartbeat_time} />
        </span>
      )}
      <span>
        <span className="muted">running</span> {row.running} <span className="muted">pending</span> {row.pending}{" "}
        <span className="muted">due</span> {row.due}
      </span>
      <span>
        <span className="muted">limit</span> <LimitUse limit={row.concurrency_limit} active={row.active_slots} />
      </span>
      <span className="object-fact">
        <span className="muted">takes runs</span> <PoolPauseSwitch name={row.name} isPaused={row.is_paused} />
      </span>
    </>
  );
}

function StartHint({ row }: { row: WorkPoolRow }) {
  const command = `tutti worker start --pool ${row.name}`;
  return (
    <p className="object-hint">
      <Icon name="warning" />
      {row.due === 0 ? "No worker is online." : `No worker is online, and ${row.due} due.`} Start one:{" "}
      <code>{command}</code>
      <CopyButton text={command} label="Copy the command" />
    </p>
  );
}

function Actions({ name }: { name: string }) {
  const navigate = useNavigate();
  const client = useQueryClient();
  return (
    <>
      <Link className="button button-plain" to="/work-pools/work-pool/$name/edit" params={{ name }}>
        <Icon name="edit" />
        Edit
      </Link>
      <DeleteButton
        kind="pool"
        name={name}
        isTyped
        onDelete={async () => {
          await deleteWorkPool(name);
          await navigate({ to: "/work-pools" });
          await client.invalidateQueries({ queryKey: ["work-pools"] });
        }}
      >
        Its queues and workers go with it, and deployments to it are without a pool. This cannot be undone.
      </DeleteButton>
    </>
  );
}
