import type { FlowRun } from "@tutti/core/wire/flow-run";
import { Empty } from "../../components/message.tsx";
import { JsonView } from "../../components/json-view.tsx";
import "./panels.css";

const WITH_PARAMETERS = `const train = flow(async function train({ month = "jan" }) {});

await train({ month: "feb" });`;

export function ParametersPanel({ run }: { run: FlowRun }) {
  if (Object.keys(run.parameters).length === 0) {
    return (
      <Empty title="Called without parameters" code={WITH_PARAMETERS}>
        What a flow is called with stands here.
      </Empty>
    );
  }
  return (
    <div className="panel-scroll">
      <JsonView value={run.parameters} label="Parameters" />
      {run.job_variables === null || Object.keys(run.job_variables).length === 0 ? null : (
        <>
          <h2 className="panel-title">Job variables</h2>
          <JsonView value={run.job_variables} label="Job variables" />
        </>
      )}
    </div>
  );
}
