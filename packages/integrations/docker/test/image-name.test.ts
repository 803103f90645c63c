import { expect, test } from "vitest";
import { imageName, usualPullPolicy } from "@tutti/docker/image-name";

const HUB = "https://index.docker.io/v1/";
const DIGEST = `sha256:${"a".repeat(64)}`;

test.each([
  ["node", { registry: HUB, tag: null, digest: null }, "Always"],
  ["node:24", { registry: HUB, tag: "24", digest: null }, "IfNotPresent"],
  ["node:latest", { registry: HUB, tag: "latest", digest: null }, "Always"],
  ["me/taxi", { registry: HUB, tag: null, digest: null }, "Always"],
  ["docker.io/me/taxi:v1", { registry: HUB, tag: "v1", digest: null }, "IfNotPresent"],
  ["localhost/taxi", { registry: "localhost", tag: null, digest: null }, "Always"],
  ["localhost:5000/me/taxi", { registry: "localhost:5000", tag: null, digest: null }, "Always"],
  ["ghcr.io/me/taxi:v1", { registry: "ghcr.io", tag: "v1", digest: null }, "IfNotPresent"],
  [`ghcr.io/me/taxi@${DIGEST}`, { registry: "ghcr.io", tag: null, digest: DIGEST }, "IfNotPresent"],
] as const)("%s is taken apart, and pulled when it may have changed", (image, parts, policy) => {
  expect(imageName(image)).toEqual(parts);
  expect(usualPullPolicy(image)).toBe(policy);
});
