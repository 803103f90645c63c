import type { WorkPoolRow } from "@tutti/core/wire/dashboard-work";
import { useQueryClient } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { deleteWorkPool } from "../../api/work-pool-actions.ts";
import { IconButton } from "../../components/button.tsx";
import { ConfirmDialog } from "../../components/confirm-dialog.tsx";
import { CopyButton } from "../../components/copy-button.tsx";
import { Icon } from "../../components/icon.tsx";
import { RelativeTime } from "../../components/time.tsx";
import { PoolPauseSwitch } from "../work-pools/pool-pause-switch.tsx";
import { PoolStatus } from "../work-pools/pool-status.tsx";
import { LimitUse } from "../work-pools/work-pools-table.tsx";
import "../../components/object-head.css";
import "../work-pools/work-pools.css";

/** Which pool this is, how it stands, and what can be done with it. */
export function WorkPoolHead({ name, row }: { name: string; row: WorkPoolRow | undefined }) {
  return (
    <header className="object-head">
      <nav className="breadcrumb" aria-label="Where this is">
        <Link to="/work-pools">Work pools</Link>
      </nav>
      <div className="object-title-line">
        <h1 className="object-title truncate">{name}</h1>
        {row === undefined ? null : (
          <>
            <CopyButton text={row.id} label="Copy the pool's id" />
            <Actions name={name} />
          </>
        )}
      </div>
      <div className="object-facts">{row === undefined ? null : <HeadFacts row={row} />}</div>
      {row?.description ? <p className="object-note">{row.description}</p> : null}
      {row !== undefined && row.workers_online === 0 && !row.is_paused ? <StartHint row={row} /> : null}
    </header>
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
  const [isAsking, setIsAsking] = useState(false);
  const navigate = useNavigate();
  const client = useQueryClient();
  return (
    <div className="object-actions">
      <Link className="button button-plain" to="/work-pools/work-pool/$name/edit" params={{ name }}>
        <Icon name="edit" />
        Edit
      </Link>
      <IconButton icon="trash" label="Delete the pool" onClick={() => setIsAsking(true)} />
      {isAsking ? (
        <ConfirmDialog
          title={`Delete ${name}?`}
          action="Delete the pool"
          typed={name}
          onClose={() => setIsAsking(false)}
          onConfirm={async () => {
            await deleteWorkPool(name);
            await navigate({ to: "/work-pools" });
            await client.invalidateQueries({ queryKey: ["work-pools"] });
          }}
        >
          Its queues and workers go with it, and deployments to it are without a pool. This cannot be undone.
        </ConfirmDialog>
      ) : null}
    </div>
  );
}
