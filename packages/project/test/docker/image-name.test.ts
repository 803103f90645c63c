import { expect, test } from "vitest";
import { imageName, registryOf } from "../../src/docker/image-name.ts";

test.each([
  ["taxi", "https://index.docker.io/v1/"],
  ["me/taxi", "https://index.docker.io/v1/"],
  ["ghcr.io/me/taxi_a-b.c", "ghcr.io"],
  ["localhost/taxi", "localhost"],
  ["127.0.0.1:5000/me/taxi", "127.0.0.1:5000"],
])("%s is pushed to %s", (name, registry) => {
  expect(imageName.safeParse(name).success).toBe(true);
  expect(registryOf(name)).toBe(registry);
});

test.each(["", "-x", "--file=x", "a b", "a:b", "a//b", "../a", "a\nb"])("%j is no image's name", (name) => {
  expect(imageName.safeParse(name).success).toBe(false);
});
