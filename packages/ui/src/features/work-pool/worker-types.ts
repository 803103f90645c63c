import { queryOptions } from "@tanstack/react-query";
import { request } from "../../api/http.ts";
import type { JobTemplate } from "./base-template.ts";

/** A kind of infrastructure that workers start runs on. */
export interface WorkerType {
  type: string;
  display_name: string;
  description: string;
  default_base_job_configuration: JobTemplate;
}

/** By name, processes first: they need nothing else. */
export function workerTypes() {
  return queryOptions({
    queryKey: ["worker-types"],
    staleTime: Infinity,
    queryFn: async ({ signal }) => {
      const view = await request<Record<string, Record<string, WorkerType>>>(
        "/collections/views/aggregate-worker-metadata",
        { signal, isExact: true },
      );
      const types = [...Object.values(view).flatMap((collection) => Object.values(collection)), AGENT];
      return types.toSorted((a, b) => rank(a) - rank(b) || a.display_name.localeCompare(b.display_name));
    },
  });
}

/** No package brings it along: what worked with agents works on. */
const AGENT: WorkerType = {
  type: "prefect-agent",
  display_name: "Agent",
  description: "Runs flows as processes, started by “tutti agent start” or by a worker.",
  default_base_job_configuration: {},
};

const FIRST = ["process", "docker", "kubernetes"];

function rank({ type }: WorkerType): number {
  const index = FIRST.indexOf(type);
  return index === -1 ? FIRST.length : index;
}
