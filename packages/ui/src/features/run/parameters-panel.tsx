import type { FlowRun } from "@tutti/core/wire/flow-run";
import { Empty } from "../../components/message.tsx";
import { JsonView } from "../../components/json-view.tsx";
import "./panels.css";

const WITH_PARAMETERS = `const train = flow(async function train({ month = "jan" }) {});

await train({ month: "feb" });`;

/** What the run was called with, and what its process was started with. */
export function ParametersPanel({ run }: { run: FlowRun }) {
  const variables = run.job_variables ?? {};
  const hasParameters = Object.keys(run.parameters).length > 0;
  const hasVariables = Object.keys(variables).length > 0;
  if (!hasParameters && !hasVariables) {
    return (
      <Empty title="Called without parameters" code={WITH_PARAMETERS}>
        What a flow is called with stands here.
      </Empty>
    );
  }
  return (
    <div className="panel-scroll">
      {hasParameters ? <JsonView value={run.parameters} label="Parameters" /> : <p>Called without parameters.</p>}
      {hasVariables ? (
        <>
          <h2 className="panel-title">Job variables</h2>
          <JsonView value={variables} label="Job variables" />
        </>
      ) : null}
    </div>
  );
}
