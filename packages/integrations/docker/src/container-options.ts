import { resolve } from "node:path";
import { commandWords } from "@tutti/worker/job/command-words";
import { layered } from "@tutti/worker/job/job-environment";
import type { Job } from "@tutti/worker/launcher";
import type { ContainerCreateOptions } from "dockerode";
import { containerNetwork } from "./container-network.ts";
import { createOptions } from "./create-options.ts";
import type { DockerJob } from "./docker-job.ts";

/** By this label a container is found as Prefect's workers label it. */
export const FLOW_RUN_LABEL = "io.prefect.flow-run-id";

/** What Docker is asked to create for a job. Throws `invalid_template`. */
export function containerOptions(
  { configuration, environment }: Pick<Job, "configuration" | "environment">,
  job: DockerJob,
  command: string,
  image: string,
): ContainerCreateOptions {
  const network = containerNetwork(job, layered(environment), process.platform);
  const more = createOptions(job.createOptions);
  const { ExtraHosts: moreHosts = [], ...moreOfHost } = more.host;
  const [firstNetwork] = job.networks;
  const mode = network.mode ?? firstNetwork;
  return {
    ...(configuration.workingDir === null ? {} : { WorkingDir: configuration.workingDir }),
    ...more.container,
    Image: image,
    Cmd: commandWords(command),
    Env: Object.entries(network.environment).map(([name, value]) => `${name}=${value}`),
    Labels: dockerLabels(configuration.labels),
    HostConfig: {
      ...moreOfHost,
      ...(mode === undefined ? {} : { NetworkMode: mode }),
      ExtraHosts: [...network.extraHosts, ...(Array.isArray(moreHosts) ? moreHosts : [])],
      Binds: job.volumes.map(boundVolume),
      Privileged: job.isPrivileged,
      ...(job.memoryBytes === null ? {} : { Memory: job.memoryBytes }),
      ...(job.memorySwapBytes === null ? {} : { MemorySwap: job.memorySwapBytes }),
    },
  };
}

/** Docker knows only whole paths and names of volumes: `./data` is below the worker's folder. */
function boundVolume(volume: string): string {
  const [source = "", ...rest] = volume.split(":");
  const isPath = rest.length > 0 && /^\.{1,2}(\/|$)/.test(source);
  return isPath ? [resolve(source), ...rest].join(":") : volume;
}

/** `prefect.io/flow-run-id` is `io.prefect.flow-run-id` to Docker. */
export function dockerLabels(labels: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(labels).map(([name, value]) => {
      const [domain = "", ...key] = name.split("/");
      return key.length === 0 ? [name, value] : [`${domain.split(".").toReversed().join(".")}.${key.join("/")}`, value];
    }),
  );
}

/** The name of a job as Docker allows one; null where nothing of it is left. */
export function containerName(name: string | null): string | null {
  const allowed = (name ?? "")
    .normalize("NFKD")
    .replace(/[^a-zA-Z0-9_.-]+/g, "-")
    .replace(/^[_.-]+|-+$/g, "")
    .slice(0, 250);
  return allowed === "" ? null : allowed;
}
