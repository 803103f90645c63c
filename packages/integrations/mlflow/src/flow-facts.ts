import { runtime } from "@tutti/sdk/runtime";

// What MLflow is told of the flow run that a run of its own belongs to.

const PARAM_CHARACTERS = 6000;

/** Tags by which the flow run is found from MLflow, and MLflow's own words for who made the run. */
export function flowTags(): Record<string, string> {
  const { flowRun, taskRun } = runtime;
  const ids = {
    "tutti.flow_run_id": flowRun?.id ?? taskRun?.flowRunId ?? undefined,
    "tutti.flow_run_name": flowRun?.name,
    "tutti.flow_name": flowRun?.flowName,
    "mlflow.source.name": flowRun?.flowName,
    "mlflow.source.type": flowRun === undefined ? undefined : "JOB",
  };
  return Object.fromEntries(Object.entries(ids).flatMap(([key, value]) => (value === undefined ? [] : [[key, value]])));
}

/** The flow run's parameters as MLflow keeps parameters: as texts, of limited length. */
export function flowParams(): Record<string, string> {
  return textParams(runtime.flowRun?.parameters ?? {});
}

/** Values as MLflow's parameters. What is no text is written as JSON. */
export function textParams(values: Readonly<Record<string, unknown>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(values)
      .filter(([, value]) => value !== undefined)
      .map(([key, value]) => [key, asText(value).slice(0, PARAM_CHARACTERS)]),
  );
}

function asText(value: unknown): string {
  return typeof value === "string" ? value : (JSON.stringify(value) ?? String(value));
}
