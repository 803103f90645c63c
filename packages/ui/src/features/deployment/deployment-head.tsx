import type { DeploymentRow } from "@tutti/core/wire/dashboard-work";
import { Link, useNavigate } from "@tanstack/react-router";
import { deleteDeployment } from "../../api/deployment-actions.ts";
import { CopyButton } from "../../components/copy-button.tsx";
import { DeleteButton } from "../../components/delete-button.tsx";
import { Icon } from "../../components/icon.tsx";
import { ObjectHead } from "../../components/object-head.tsx";
import { RunBars } from "../../components/run-bars.tsx";
import { RelativeTime } from "../../components/time.tsx";
import { DeploymentStatus, reasonOf } from "../deployments/deployment-status.tsx";
import { PauseSwitch } from "../deployments/pause-switch.tsx";
import { QuickRunButton } from "../deployments/quick-run-button.tsx";
import { DuplicateButton } from "./duplicate-button.tsx";

const BARS = 25;

interface DeploymentHeadProps {
  id: string;
  row: DeploymentRow | undefined;
}

/** Which deployment this is, how it stands, and what can be done with it. */
export function DeploymentHead({ id, row }: DeploymentHeadProps) {
  return (
    <ObjectHead
      parents={
        <>
          <Link to="/deployments">Deployments</Link> /
          {row === undefined ? null : (
            <Link to="/flows/flow/$id" params={{ id: row.flow_id }}>
              {row.flow_name}
            </Link>
          )}
        </>
      }
      title={row?.name}
      id={{ text: id, of: "the deployment's id" }}
      actions={row === undefined ? null : <Actions row={row} />}
      facts={row === undefined ? null : <HeadFacts row={row} />}
    >
      {row === undefined || row.paused || row.status === "READY" ? null : <NotReadyHint row={row} />}
    </ObjectHead>
  );
}

/** Why its runs wait, and what would take them. */
function NotReadyHint({ row }: { row: DeploymentRow }) {
  const command = row.work_pool_name === null ? null : `tutti worker start --pool ${row.work_pool_name}`;
  return (
    <p className="object-hint">
      <Icon name="warning" />
      {reasonOf(row)}
      {command === null ? null : (
        <>
          <code>{command}</code>
          <CopyButton text={command} label="Copy the command" />
        </>
      )}
    </p>
  );
}

function HeadFacts({ row }: { row: DeploymentRow }) {
  return (
    <>
      <DeploymentStatus deployment={row} look="pill" />
      {row.work_pool_name === null ? null : (
        <span>
          <span className="muted">pool</span>{" "}
          <Link className="link" to="/work-pools/work-pool/$name" params={{ name: row.work_pool_name }}>
            {row.work_pool_name}
          </Link>
          {row.work_queue_name === null || row.work_queue_name === "default" ? null : ` / ${row.work_queue_name}`}
        </span>
      )}
      <span>
        <span className="muted">next run</span>{" "}
        {row.next_run === null ? (
          <span className="muted">none</span>
        ) : (
          <Link className="link" to="/runs/run/$id" params={{ id: row.next_run.id }} title={row.next_run.name}>
            <RelativeTime at={row.next_run.at} />
          </Link>
        )}
      </span>
      {row.schedules.length === 0 ? null : (
        <span className="object-fact">
          <span className="muted">schedules</span> <PauseSwitch deployment={row} /> {row.paused ? "paused" : "on"}
        </span>
      )}
      <RunBars runs={row.recent_runs} slots={BARS} />
      {row.tags.map((tag) => (
        <Link key={tag} className="tag" to="/deployments" search={{ tag: [tag] }} title={`All that is tagged ${tag}`}>
          {tag}
        </Link>
      ))}
    </>
  );
}

function Actions({ row }: { row: DeploymentRow }) {
  const navigate = useNavigate();
  const { id, name } = row;
  return (
    <>
      <QuickRunButton id={id} name={name} look="head" />
      <Link className="button button-plain" to="/deployments/deployment/$id/run" params={{ id }}>
        Custom run
      </Link>
      <Link className="button button-plain" to="/deployments/deployment/$id/edit" params={{ id }}>
        <Icon name="edit" />
        Edit
      </Link>
      <DuplicateButton id={id} name={name} />
      <DeleteButton
        kind="deployment"
        name={name}
        onDelete={async () => {
          await deleteDeployment(id);
          await navigate({ to: "/deployments" });
        }}
      >
        Its schedules and the runs that have not begun go with it; runs that were stay. The flow {row.flow_name} and its
        code are not touched. This cannot be undone.
      </DeleteButton>
    </>
  );
}
