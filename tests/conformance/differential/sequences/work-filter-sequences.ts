import type { Sequence } from "../sequence.ts";
import { absentId, newFlow, newFlowRun, newTaskRun } from "../starting-points.ts";

/** How late a run is that is due now would depend on when one asks. */
const NOT_LATE = { type: "SCHEDULED", state_details: { scheduled_time: "2031-01-01T00:00:00Z" } };

export const workFilterSequences: Sequence[] = [
  {
    title: "runs, tasks, flows and deployments are found by their pools and queues",
    play: async (api) => {
      const named = { name: { like_: "wfi-" } };
      const pools: string[] = [];
      const queues: string[] = [];
      for (const [index, pool] of ["wfi-a", "wfi-b"].entries()) {
        pools.push((await api.post("/work_pools/", { name: pool, type: index === 0 ? "process" : "docker" })).id);
        queues.push((await api.post(`/work_pools/${pool}/queues`, { name: `${pool}-queue` })).id);
        const flow = await newFlow(api, `wfi-flow-${index}`);
        const place = { work_pool_name: pool, work_queue_name: `${pool}-queue` };
        await api.post("/deployments/", { name: `wfi-deployment-${index}`, flow_id: flow, ...place });
        const run = await newFlowRun(api, flow, { name: `wfi-run-${index}`, state: NOT_LATE, ...place });
        await newTaskRun(api, run, `wfi-task-${index}`);
      }
      const loose = await newFlow(api, "wfi-flow-loose");
      await newFlowRun(api, loose, { name: "wfi-run-loose" });
      const filters: { work_pools?: object; work_pool_queues?: object }[] = [
        { work_pools: {} },
        { work_pools: { id: { any_: [pools[0]] } } },
        { work_pools: { name: { any_: ["wfi-b"] } } },
        { work_pools: { type: { any_: ["process"] } } },
        { work_pools: { id: { any_: [absentId] } } },
        { work_pools: { operator: "or_", id: { any_: [pools[0]] }, name: { any_: ["wfi-b"] } } },
        { work_pool_queues: {} },
        { work_pool_queues: { id: { any_: [queues[1]] } } },
        { work_pool_queues: { name: { startswith_: ["WFI-A"] } } },
        { work_pools: { name: { any_: ["wfi-a"] } }, work_pool_queues: { id: { any_: [queues[1]] } } },
        { work_pools: { unknown: 1 } },
        { work_pool_queues: { unknown: 1 } },
      ];
      for (const { work_pools, work_pool_queues } of filters) {
        const both = { work_pools, work_pool_queues };
        await api.post("/flow_runs/filter", { flow_runs: named, sort: "NAME_ASC", ...both });
        await api.post("/flow_runs/count", { flow_runs: named, ...both });
        await api.post("/deployments/filter", { deployments: named, sort: "NAME_ASC", ...both });
        await api.post("/deployments/count", { deployments: named, ...both });
        if (work_pools === undefined) continue;
        await api.post("/flows/filter", { flows: named, sort: "NAME_ASC", work_pools });
        await api.post("/flows/count", { flows: named, work_pools });
      }
      const history = {
        history_start: "2020-01-01T00:00:00Z",
        history_end: "2050-01-01T00:00:00Z",
        history_interval_seconds: 1_000_000_000,
      };
      await api.post("/flow_runs/history", { ...history, flow_runs: named, work_pools: { name: { any_: ["wfi-a"] } } });
      const work_queues = { id: { any_: [queues[1]] } };
      await api.post("/flow_runs/history", { ...history, flow_runs: named, work_queues });
      await api.delete("/work_pools/wfi-a/queues/wfi-a-queue");
      await api.post("/flow_runs/filter", { flow_runs: named, sort: "NAME_ASC" });
      await api.delete("/work_pools/wfi-b");
      await api.post("/flow_runs/filter", { flow_runs: named, sort: "NAME_ASC" });
    },
  },
];
