import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { readLog } from "@tutti/docker/container-log";
import { ContainerOutput } from "@tutti/docker/container-output";
import Docker from "dockerode";
import { expect, test } from "vitest";

test("a log that is called off is read no further, and its connection ends", async () => {
  const daemon = createServer((_, answer) => answer.write("2026-11-27T10:00:00.000000000Z first\n")).listen(0);
  await once(daemon, "listening");
  const container = new Docker({ host: "127.0.0.1", port: (daemon.address() as AddressInfo).port }).getContainer("c");
  const calledOff = new AbortController();
  const [asked, told] = [once(daemon, "request"), Promise.withResolvers<string>()];
  const output = new ContainerOutput(true, ({ line }) => told.resolve(line));
  const reading = readLog(container, null, output, calledOff.signal);
  const [, answer] = (await asked) as [unknown, NodeJS.EventEmitter];
  expect(await told.promise).toBe("first");
  calledOff.abort();
  await expect(reading).rejects.toThrow("aborted");
  await once(answer, "close");
  daemon.close();
});
