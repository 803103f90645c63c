import { expect, test } from "vitest";
import { createOptions } from "@tutti/docker/create-options";

test("what Docker's Python client calls so is said in Docker's words", () => {
  const given = {
    hostname: "taxi",
    user: "1000",
    cpu_shares: 512,
    shm_size: "64m",
    devices: ["/dev/fuse", "/dev/a:/dev/b:r", { PathOnHost: "/dev/c" }],
    device_requests: [{ driver: "nvidia", device_ids: ["0"], capabilities: [["gpu"]] }],
    ulimits: [{ name: "nofile", soft: 10, Hard: 20 }],
    extra_hosts: { registry: "10.0.0.1" },
    labels: { passed: "over" },
    volumes: ["/a:/b"],
  };
  expect(createOptions(given)).toEqual({
    container: { Hostname: "taxi", User: "1000" },
    host: {
      CpuShares: 512,
      ShmSize: 67_108_864,
      Devices: [
        { PathOnHost: "/dev/fuse", PathInContainer: "/dev/fuse", CgroupPermissions: "rwm" },
        { PathOnHost: "/dev/a", PathInContainer: "/dev/b", CgroupPermissions: "r" },
        { PathOnHost: "/dev/c" },
      ],
      DeviceRequests: [{ Driver: "nvidia", DeviceIDs: ["0"], Capabilities: [["gpu"]] }],
      Ulimits: [{ Name: "nofile", Soft: 10, Hard: 20 }],
      ExtraHosts: ["registry:10.0.0.1"],
    },
  });
});

test.each([
  [{ shm_size: "much" }, "much is no amount of memory"],
  [{ constructor: 1 }, "container_create_kwargs.constructor is not known"],
])("%j is refused", (given, message) => {
  expect(() => createOptions(given)).toThrow(message);
});
