import type { Timeline } from "@tutti/core/wire/dashboard";
import { Link } from "@tanstack/react-router";
import { Empty } from "../../components/message.tsx";
import { StateBadge } from "../../components/state-badge.tsx";
import { Duration, RelativeTime } from "../../components/time.tsx";
import { useFocusStep } from "../../components/use-focus-step.ts";
import "../../components/table.css";
import "./subflows.css";

const CALLING_ONE = `const report = flow(async function report() {});

await flow(async function nightly() { await report(); })();`;

/** The runs of flows that this one called, at any depth, as they began. */
export function SubflowsPanel({ timeline }: { timeline: Timeline }) {
  const list = useFocusStep<HTMLDivElement>(".run-link");
  const { subflow_runs: runs, flow_run: run } = timeline;
  if (runs.length === 0) {
    return (
      <Empty title="No subflows" code={CALLING_ONE}>
        A flow that is called in a flow is a run of its own.
      </Empty>
    );
  }
  const names = new Map(runs.map(({ id, name }) => [id, name]));
  return (
    <div ref={list} className="table-scroll">
      <table className="table subflows-table" aria-label="Subflow runs">
        <thead>
          <tr>
            <th className="col-state">State</th>
            <th>Run</th>
            <th className="col-flow">Flow</th>
            <th className="col-caller">Called by</th>
            <th className="col-attempts">Attempts</th>
            <th className="col-duration">Duration</th>
            <th className="col-started">Started</th>
          </tr>
        </thead>
        <tbody>
          {runs.map((subflow) => (
            <SubflowRow
              key={subflow.id}
              subflow={subflow}
              caller={
                subflow.parent_flow_run_id === run.id ? "this run" : (names.get(subflow.parent_flow_run_id) ?? "–")
              }
            />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function SubflowRow({ subflow, caller }: { subflow: Timeline["subflow_runs"][number]; caller: string }) {
  return (
    <tr>
      <td className="col-state">
        <StateBadge type={subflow.state_type} name={subflow.state_name} />
      </td>
      <td>
        <Link to="/runs/run/$id" params={{ id: subflow.id }} className="run-link" preload={false}>
          {subflow.name}
        </Link>
      </td>
      <td className="col-flow">
        <Link to="/flows/flow/$id" params={{ id: subflow.flow_id }} className="link" preload={false}>
          {subflow.flow_name}
        </Link>
      </td>
      <td className="col-caller">{caller}</td>
      <td className="col-attempts">{subflow.run_count}</td>
      <td className="col-duration">
        <Duration
          startAt={subflow.start_time}
          endAt={subflow.end_time}
          isRunning={subflow.state_type === "RUNNING" || subflow.state_type === "CANCELLING"}
        />
      </td>
      <td className="col-started">
        <RelativeTime at={subflow.start_time ?? subflow.expected_start_time} />
      </td>
    </tr>
  );
}
