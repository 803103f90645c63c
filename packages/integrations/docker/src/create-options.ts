import { TuttiError } from "@tutti/core/errors";
import { toPlain } from "@tutti/core/exact-json";
import { isJsonObject, type JsonObject } from "@tutti/core/json-object";
import { bytesOf } from "./bytes-of.ts";

// `container_create_kwargs` of Prefect's template says more of Docker's options, by the names of Docker's Python client; what
// the template has a variable for stands there, and here is passed over.

/** Docker's own names of options of a container, by the Python client's. */
const OF_CONTAINER = {
  domainname: "Domainname",
  entrypoint: "Entrypoint",
  healthcheck: "Healthcheck",
  hostname: "Hostname",
  mac_address: "MacAddress",
  stdin_open: "OpenStdin",
  stop_signal: "StopSignal",
  tty: "Tty",
  user: "User",
  working_dir: "WorkingDir",
} as const;

const OF_HOST = {
  cap_add: "CapAdd",
  cap_drop: "CapDrop",
  cgroup_parent: "CgroupParent",
  cgroupns: "CgroupnsMode",
  cpu_count: "CpuCount",
  cpu_percent: "CpuPercent",
  cpu_period: "CpuPeriod",
  cpu_quota: "CpuQuota",
  cpu_rt_period: "CpuRealtimePeriod",
  cpu_rt_runtime: "CpuRealtimeRuntime",
  cpu_shares: "CpuShares",
  cpuset_cpus: "CpusetCpus",
  cpuset_mems: "CpusetMems",
  device_cgroup_rules: "DeviceCgroupRules",
  dns: "Dns",
  dns_opt: "DnsOptions",
  dns_search: "DnsSearch",
  group_add: "GroupAdd",
  init: "Init",
  ipc_mode: "IpcMode",
  isolation: "Isolation",
  log_config: "LogConfig",
  mem_swappiness: "MemorySwappiness",
  mounts: "Mounts",
  nano_cpus: "NanoCpus",
  oom_kill_disable: "OomKillDisable",
  oom_score_adj: "OomScoreAdj",
  pid_mode: "PidMode",
  pids_limit: "PidsLimit",
  publish_all_ports: "PublishAllPorts",
  read_only: "ReadonlyRootfs",
  runtime: "Runtime",
  security_opt: "SecurityOpt",
  storage_opt: "StorageOpt",
  sysctls: "Sysctls",
  tmpfs: "Tmpfs",
  userns_mode: "UsernsMode",
  uts_mode: "UTSMode",
  volumes_from: "VolumesFrom",
} as const;

/** Those that are said in another form than Docker's. */
const CONVERTED = new Map<string, (value: unknown) => readonly [string, unknown]>([
  ["mem_reservation", (value) => ["MemoryReservation", sizeOf(value)]],
  ["shm_size", (value) => ["ShmSize", sizeOf(value)]],
  ["devices", (value) => ["Devices", listOf(value).map(deviceOf)]],
  ["device_requests", (value) => ["DeviceRequests", listOf(value).map(withDockerNames)]],
  ["ulimits", (value) => ["Ulimits", listOf(value).map(withDockerNames)]],
  ["extra_hosts", (value) => ["ExtraHosts", hostsOf(value)]],
]);

/** What the template itself says. */
const OF_TEMPLATE = new Set(
  [
    ["auto_remove", "command", "env", "environment", "image", "image_pull_policy", "labels", "mem_limit"],
    [
      "memswap_limit",
      "name",
      "network_mode",
      "networks",
      "privileged",
      "registry_credentials",
      "stream_output",
      "volumes",
    ],
  ].flat(),
);

export interface CreateOptions {
  readonly container: JsonObject;
  readonly host: JsonObject;
}

/** Throws `invalid_template` for an option that is not known here. */
export function createOptions(given: JsonObject): CreateOptions {
  const container: [string, unknown][] = [];
  const host: [string, unknown][] = [];
  for (const [name, value] of Object.entries(given)) {
    if (OF_TEMPLATE.has(name)) continue;
    const plain = toPlain(value);
    const convert = CONVERTED.get(name);
    if (isKeyOf(OF_CONTAINER, name)) container.push([OF_CONTAINER[name], plain]);
    else if (isKeyOf(OF_HOST, name)) host.push([OF_HOST[name], plain]);
    else if (convert === undefined) throw unfit(`container_create_kwargs.${name} is not known`);
    else host.push([...convert(plain)]);
  }
  return { container: Object.fromEntries(container), host: Object.fromEntries(host) };
}

function isKeyOf<Table extends object>(table: Table, name: string): name is Extract<keyof Table, string> {
  return Object.hasOwn(table, name);
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [value];
}

function sizeOf(value: unknown): number {
  const bytes = bytesOf(String(value));
  if (bytes === undefined) throw unfit(`${String(value)} is no amount of memory`);
  return bytes;
}

/** `/dev/here:/dev/there:rwm`. */
function deviceOf(value: unknown): unknown {
  if (typeof value !== "string") return value;
  const [here = "", there = here, rights = "rwm"] = value.split(":");
  return { PathOnHost: here, PathInContainer: there, CgroupPermissions: rights };
}

/** `device_ids` is `DeviceIDs`; names that are Docker's already stay. */
function withDockerNames(value: unknown): unknown {
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [dockerName(name), part]));
}

function dockerName(name: string): string {
  return name.replace(/(?:^|_)([a-z])/g, (_, letter: string) => letter.toUpperCase()).replace(/Ids$/, "IDs");
}

function hostsOf(value: unknown): string[] {
  if (isJsonObject(value)) return Object.entries(value).map(([name, address]) => `${name}:${String(address)}`);
  return listOf(value).map(String);
}

function unfit(detail: string): TuttiError {
  return new TuttiError("invalid_template", detail);
}
