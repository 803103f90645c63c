import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Empty, Failure } from "../../components/message.tsx";
import { useFocusStep } from "../../components/use-focus-step.ts";
import { deploymentLimits } from "./limits-query.ts";
import { SlotUse } from "./slot-use.tsx";
import "../../components/table.css";
import "./limits.css";

/** How many runs of a deployment may be under way, and how many wait for it. */
export function DeploymentLimitsTable() {
  const limits = useQuery(deploymentLimits());
  const list = useFocusStep<HTMLDivElement>(".run-link");
  if (limits.isError) {
    return <Failure what="The limits could not be read" error={limits.error} onRetry={() => void limits.refetch()} />;
  }
  if (limits.isSuccess && limits.data.length === 0) {
    return (
      <Empty
        title="No deployment is limited"
        code="tutti deploy flows.ts:nightly -n prod -p my-pool --concurrency-limit 1"
      >
        <p>A deployment’s limit says how many of its runs may be under way; the others wait until one ends.</p>
      </Empty>
    );
  }
  return (
    <div ref={list} className="table-scroll" aria-busy={limits.isPending}>
      <table className="table limits-table" aria-label="Limits of deployments">
        <thead>
          <tr>
            <th>Deployment</th>
            <th className="col-flow">Flow</th>
            <th className="col-use">Runs under way</th>
            <th className="col-waiting">Waiting</th>
          </tr>
        </thead>
        <tbody>
          {(limits.data ?? []).map(({ id, deployment, limit, active_slots: active, waiting }) => (
            <tr key={id}>
              <td>
                <Link
                  to="/concurrency-limits/concurrency-limit/$id"
                  params={{ id }}
                  className="run-link"
                  preload={false}
                >
                  {deployment.name}
                </Link>
              </td>
              <td className="col-flow">{deployment.flow_name}</td>
              <td>
                <SlotUse taken={active} limit={limit} />
              </td>
              <td className="col-waiting">
                {waiting === 0 ? <span className="muted">none</span> : waiting.toLocaleString("en")}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
