// What a worker starts in tests: a process that behaves in one of the ways a run's process can.
import { spawn } from "node:child_process";
import { once } from "node:events";

const { TUTTI_API_URL: api, PREFECT__FLOW_RUN_ID: id } = process.env;
const way = process.argv[2];

async function setState(state) {
  const body = JSON.stringify({ state });
  const response = await fetch(`${api}/flow_runs/${id}/set_state`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body,
  });
  const answer = await response.text();
  if (JSON.parse(answer).status !== "ACCEPT") console.error(`${state.type} was not accepted: ${answer}`);
}

// Whoever reads that it runs may wake it at once: a signal that nobody listens for would start Node's inspector instead.
const woken = way === "wait" ? once(process, "SIGUSR1") : null;
await setState({ type: "RUNNING" });
console.log(`running ${way} in ${process.env.REGION ?? "no region"}`);
if (way === "complete") await setState({ type: "COMPLETED" });
else if (way === "crash") {
  console.error("it went wrong");
  process.exit(3);
} else if (way === "stubborn") {
  process.on("SIGTERM", () => console.log("no"));
  const child = spawn(process.execPath, ["-e", "setInterval(() => 0, 1e3)"], { stdio: "ignore" });
  console.log(`child ${child.pid}`);
  setInterval(() => 0, 1000);
} else if (way === "wait") {
  const timer = setInterval(() => 0, 1000);
  await woken;
  console.log("woken");
  await setState({ type: "COMPLETED" });
  clearInterval(timer);
}
