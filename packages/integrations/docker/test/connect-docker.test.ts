import { afterEach, expect, test, vi } from "vitest";
import { connectDocker } from "@tutti/docker/connect-docker";

afterEach(() => {
  vi.unstubAllEnvs();
});

test("a daemon that is not there is said, with what to do", async () => {
  vi.stubEnv("DOCKER_HOST", "unix:///nowhere/docker.sock");
  await expect(connectDocker()).rejects.toMatchObject({
    code: "invalid_usage",
    message: expect.stringMatching(/^No Docker daemon answers \(.*\): start it, or set DOCKER_HOST\.$/),
  });
});
