import type { Answer } from "../exchange.ts";
import { happenings } from "../made-events.ts";
import type { Sequence } from "../sequence.ts";
import type { Session } from "../session.ts";
import { newFlow, newFlowRun, setFlowRunState } from "../starting-points.ts";

/** Reads what a server has told of a resource, oldest first, when it is as much as it should be. */
async function told(api: Session, resource: object, count: number): Promise<void> {
  const occurred = { since: new Date(Date.now() - 3_600_000).toISOString(), until: "2100-01-01T00:00:00Z" };
  const isTold = ({ body }: Answer) => JSON.stringify(body).includes(`"total":${count},`);
  await api.settle("/events/filter", { filter: { occurred, resource, order: "ASC" } }, isTold);
}

export const emittedEventSequences: Sequence[] = [
  {
    title: "what happens to a flow is told",
    play: async (api) => {
      const { id } = await api.post("/flows/", { name: "told-flow", tags: ["a"], labels: { l: "x" } });
      await api.post("/flows/", { name: "told-flow", tags: ["b"] });
      await api.patch(`/flows/${id}`, { tags: ["b", "c"] });
      await api.patch(`/flows/${id}`, { tags: ["b", "c"] });
      await api.patch(`/flows/${id}`, {});
      await api.delete(`/flows/${id}`);
      await told(api, { id: [`prefect.flow.${id}`] }, 5);
    },
  },
  {
    title: "what happens to a variable is told",
    play: async (api) => {
      const { id } = await api.post("/variables/", { name: "told_variable", value: { a: 1 }, tags: ["a"] });
      await api.patch(`/variables/${id}`, { value: 5 });
      await api.patch(`/variables/${id}`, { name: "told_renamed", tags: [] });
      await api.patch("/variables/name/told_renamed", { value: 5 });
      await api.patch(`/variables/${id}`, {});
      await api.delete("/variables/name/told_renamed");
      await told(api, { id: [`prefect.variable.${id}`] }, 6);
    },
  },
  {
    title: "what happens to the artifacts of a key is told",
    play: async (api) => {
      const run = await newFlowRun(api, await newFlow(api, "told-artifacts"), { name: "told-artifacts" });
      const first = await api.post("/artifacts/", { key: "told-key", type: "markdown", data: "one", description: "d" });
      const second = await api.post("/artifacts/", { key: "told-key", type: "table", data: "two", flow_run_id: run });
      await api.patch(`/artifacts/${second.id}`, { description: "changed" });
      await api.patch(`/artifacts/${first.id}`, { description: "changed" });
      await api.delete(`/artifacts/${second.id}`);
      await api.delete(`/artifacts/${first.id}`);
      const named = { labels: { "prefect.resource.name": "told-key" } };
      await told(api, { id_prefix: ["prefect.artifact-collection."], ...named }, 4);
    },
  },
  {
    title: "what happens to a flow run is told",
    play: async (api) => {
      const flow = (await api.post("/flows/", { name: "told-run", tags: ["b", "shared"] })).id;
      const id = await newFlowRun(api, flow, { name: "told-run", tags: ["a", "shared"], state: { type: "SCHEDULED" } });
      const proposals: object[] = [
        { type: "PENDING" },
        { type: "RUNNING", message: "going" },
        { type: "PAUSED", state_details: { pause_key: "1", pause_timeout: "2100-01-01T00:00:00Z" } },
        { type: "RUNNING" },
        { type: "CANCELLING", name: "Stopping" },
        { type: "CANCELLED", message: "by hand" },
      ];
      for (const state of proposals) await setFlowRunState(api, id, state);
      await api.patch(`/flow_runs/${id}`, { name: "told-renamed" });
      await setFlowRunState(api, id, { type: "PENDING" });
      await api.delete(`/flow_runs/${id}`);
      await told(api, { id: [`prefect.flow-run.${id}`] }, 7);
    },
  },
  {
    title: "what happens to a run within a run is told with its caller",
    play: async (api) => {
      const outer = await newFlowRun(api, await newFlow(api, "told-outer"), { name: "told-outer" });
      const body = { flow_run_id: outer, task_key: "inner", dynamic_key: "0", name: "inner-0", tags: ["t"] };
      const { id: caller } = await api.post("/task_runs/", body);
      const fields = { name: "told-inner", parent_task_run_id: caller, state: { type: "PENDING" }, tags: ["i"] };
      const inner = await newFlowRun(api, await newFlow(api, "told-inner"), fields);
      await setFlowRunState(api, inner, { type: "RUNNING" });
      await setFlowRunState(api, inner, { type: "CRASHED", message: "gone" }, true);
      await told(api, { id: [`prefect.flow-run.${inner}`] }, 3);
      await told(api, { id: [`prefect.task-run.${caller}`] }, 0);
    },
  },
  {
    title: "what clients tell by themselves is kept as it is",
    play: async (api) => {
      const names = [
        "prefect.worker.started",
        "prefect.worker.submitted-flow-run",
        "prefect.runner.cancelled-flow-run",
        "prefect.concurrency-limit.acquired",
        "prefect.flow-run.heartbeat",
        "prefect.task-run.Running",
        "prefect.asset.materialization.succeeded",
        "block.secret.load.called",
        "a user's own ✓",
      ];
      const happened = happenings(
        "clients",
        names.map((name, second) => ({ name, second, payload: { deep: [1, { a: null }], float: 1.5 } })),
      );
      await api.post("/events", happened);
      const occurred = { since: "2024-05-01T00:00:00Z", until: "2024-05-02T00:00:00Z" };
      const filter = { occurred, resource: { id: ["clients.resource"] }, order: "ASC" };
      await api.settle("/events/filter", { filter }, ({ body }) => JSON.stringify(body).includes('"total":9,'));
    },
  },
];
