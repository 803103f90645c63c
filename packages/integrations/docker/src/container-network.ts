import type { DockerJob } from "./docker-job.ts";

const HOST_NAME = "host.docker.internal";
const HERE = /^(localhost|127\.0\.0\.1|\[::1\])$/;

export interface ContainerNetwork {
  readonly mode: string | null;
  /** `name:address`, known in the container beside its own names. */
  readonly extraHosts: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
}

/**
 * How a container finds the server. One on this machine, by the machine's own network, where containers can have that (on
 * Linux, unless the job names a network); elsewhere by the name that Docker gives the machine.
 */
export function containerNetwork(
  { networkMode, networks }: Pick<DockerJob, "networkMode" | "networks">,
  environment: Readonly<Record<string, string>>,
  platform: NodeJS.Platform,
): ContainerNetwork {
  const url = environment["TUTTI_API_URL"] ?? environment["PREFECT_API_URL"] ?? "";
  const isLocal = isHere(url);
  const mode = networkMode ?? (platform === "linux" && isLocal && networks.length === 0 ? "host" : null);
  if (mode === "host") return { mode, extraHosts: [], environment };
  // Docker's desktop programs know the name by themselves.
  const isNamed = platform === "linux" && (isLocal || url.includes(HOST_NAME)) && isBridged(mode);
  return { mode, extraHosts: isNamed ? [`${HOST_NAME}:host-gateway`] : [], environment: readdressed(environment) };
}

function readdressed(environment: Readonly<Record<string, string>>): Record<string, string> {
  const changed = ["TUTTI_API_URL", "PREFECT_API_URL"].flatMap((name) => {
    const url = environment[name];
    return url !== undefined && isHere(url) ? [[name, withHost(url, HOST_NAME)] as const] : [];
  });
  return { ...environment, ...Object.fromEntries(changed) };
}

function isHere(url: string): boolean {
  return URL.canParse(url) && HERE.test(new URL(url).hostname);
}

function withHost(url: string, host: string): string {
  const changed = new URL(url);
  changed.hostname = host;
  return changed.href;
}

function isBridged(mode: string | null): boolean {
  return mode !== "none" && !mode?.startsWith("container:");
}
