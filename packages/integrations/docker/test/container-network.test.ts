import { expect, test } from "vitest";
import { containerNetwork } from "@tutti/docker/container-network";

const GATEWAY = ["host.docker.internal:host-gateway"];
const NONE = { networkMode: null, networks: [] };

function environment(url: string) {
  return { TUTTI_API_URL: url, PREFECT_API_URL: url, OTHER: "http://localhost" };
}

test.each([
  ["a server here, on Linux: the machine's network", NONE, "http://127.0.0.1:4200/api", "linux", "host", [], null],
  ["one here, on a Mac", NONE, "http://localhost:4200/api", "darwin", null, [], "http://host.docker.internal:4200/api"],
  [
    "one here, and a network of its own",
    { networkMode: null, networks: ["zoo"] },
    "http://[::1]:4200/api",
    "linux",
    null,
    GATEWAY,
    "http://host.docker.internal:4200/api",
  ],
  [
    "one here, and the bridge",
    { networkMode: "bridge", networks: [] },
    "http://127.0.0.1:4200/api",
    "linux",
    "bridge",
    GATEWAY,
    "http://host.docker.internal:4200/api",
  ],
  [
    "one that is named so already",
    { networkMode: null, networks: ["zoo"] },
    "http://host.docker.internal:4200/api",
    "linux",
    null,
    GATEWAY,
    null,
  ],
  ["no network", { networkMode: "none", networks: [] }, "https://tutti.example.com/api", "linux", "none", [], null],
  ["one elsewhere", NONE, "https://tutti.example.com/api", "linux", null, [], null],
] as const)("%s", (_what, wanted, url, platform, mode, extraHosts, changed) => {
  expect(containerNetwork(wanted, environment(url), platform)).toEqual({
    mode,
    extraHosts,
    environment: { ...environment(changed ?? url) },
  });
});
