import type { RunRow } from "@tutti/core/wire/dashboard";
import { Link } from "@tanstack/react-router";
import { Empty } from "../../components/message.tsx";
import { StateBadge } from "../../components/state-badge.tsx";
import { Duration, RelativeTime } from "../../components/time.tsx";
import { useFocusStep } from "../../components/use-focus-step.ts";
import { isUnderWay } from "./under-way.ts";
import "../../components/table.css";

/** What a worker runs now, then what it ran. */
export function WorkerRuns({ runs }: { runs: readonly RunRow[] }) {
  const list = useFocusStep<HTMLDivElement>(".run-link");
  if (runs.length === 0) {
    return (
      <Empty title="It took no runs">
        <p>The runs that it starts stand here, as far back as the server keeps events.</p>
      </Empty>
    );
  }
  const groups = [
    { title: "Under way", rows: runs.filter(isUnderWay) },
    { title: "Before", rows: runs.filter((run) => !isUnderWay(run)) },
  ];
  return (
    <div ref={list} className="table-scroll">
      <table className="table worker-runs-table" aria-label="Runs of this worker">
        <thead>
          <tr>
            <th className="col-state">State</th>
            <th>Run</th>
            <th className="col-flow">Flow</th>
            <th className="col-deployment">Deployment</th>
            <th className="col-duration">Duration</th>
            <th className="col-started">Started</th>
          </tr>
        </thead>
        {groups.map(({ title, rows }) =>
          rows.length === 0 ? null : (
            <tbody key={title} aria-label={title}>
              <tr className="table-group">
                <th scope="rowgroup" colSpan={4}>
                  {title} <span className="muted">{rows.length}</span>
                </th>
              </tr>
              {rows.map((row) => (
                <WorkerRunRow key={row.id} row={row} />
              ))}
            </tbody>
          ),
        )}
      </table>
    </div>
  );
}

function WorkerRunRow({ row }: { row: RunRow }) {
  return (
    <tr>
      <td className="col-state" title={row.state_message ?? undefined}>
        <StateBadge type={row.state_type} name={row.state_name} />
      </td>
      <td>
        <Link to="/runs/run/$id" params={{ id: row.id }} className="run-link" preload={false}>
          {row.name}
        </Link>
      </td>
      <td className="col-flow">
        <Link to="/flows/flow/$id" params={{ id: row.flow_id }} className="link" preload={false}>
          {row.flow_name}
        </Link>
      </td>
      <td className="col-deployment">
        {row.deployment_id === null || row.deployment_name === null ? (
          <span className="muted">–</span>
        ) : (
          <Link to="/deployments/deployment/$id" params={{ id: row.deployment_id }} className="link" preload={false}>
            {row.deployment_name}
          </Link>
        )}
      </td>
      <td className="col-duration">
        <Duration startAt={row.start_time} endAt={row.end_time} isRunning={isUnderWay(row)} />
      </td>
      <td className="col-started">
        <RelativeTime at={row.start_time ?? row.expected_start_time} />
      </td>
    </tr>
  );
}
