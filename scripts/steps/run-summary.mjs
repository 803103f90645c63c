async function ask(api, path, body) {
  const response = await fetch(`${api}${path}`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`${path} answered ${response.status}: ${await response.text()}`);
  return response.json();
}

/** The first run of a flow that started at or after an instant, or undefined. */
export async function findRun(api, flowName, startedAfter) {
  const filter = {
    flows: { name: { any_: [flowName] } },
    flow_runs: { start_time: { after_: startedAfter.toISOString() } },
    sort: "START_TIME_ASC",
    limit: 1,
  };
  const [run] = await ask(api, "/flow_runs/filter", filter);
  return run;
}

const seconds = (value) => (value < 1 ? `${Math.round(value * 1000)} ms` : `${value.toFixed(1)} s`);

/** Lines that say how a run went: each task with its state and duration, the error, and where to look at it. */
export async function summarise(api, run) {
  const tasks = await ask(api, "/task_runs/filter", {
    task_runs: { flow_run_id: { any_: [run.id] } },
    sort: "EXPECTED_START_TIME_ASC",
  });
  const width = Math.max(...tasks.map(({ name }) => name.length), run.name.length);
  const line = ({ name, state_name, total_run_time }) =>
    `  ${name.padEnd(width)}  ${(state_name ?? "").padEnd(10)}  ${seconds(total_run_time).padStart(8)}`;
  const error = run.state?.data;
  return [
    ...tasks.map(line),
    `${line(run)}  (the flow run)`,
    ...(typeof error === "number" ? [`  RMSE ${error.toFixed(5)} minutes`] : []),
    `  ${api.replace(/\/api$/, "")}/dashboard/runs/flow-run/${run.id}`,
  ];
}
