import { spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { setTimeout as passed } from "node:timers/promises";
import { RestatePromise, serve, workflow } from "@restatedev/restate-sdk";
import { connect } from "@restatedev/restate-sdk-clients";

// With Promise.all an invocation fails and is replayed, and what it timed is the replay.
const all = (steps) => RestatePromise.all(steps);

async function freePort() {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address();
  server.close();
  return port;
}

async function answered(url, init) {
  for (;;) {
    const response = await fetch(url, init).catch(() => null);
    if (response?.ok) return;
    await passed(50);
  }
}

/** The same after a restart: the server knows the service by its address. */
async function portsIn(file) {
  if (!existsSync(file)) {
    writeFileSync(file, JSON.stringify([await freePort(), await freePort(), await freePort(), await freePort()]));
  }
  return JSON.parse(readFileSync(file, "utf8"));
}

export async function open(workflows) {
  const [ingress, admin, node, own] = await portsIn(join(process.env.BENCH_FOLDER, "ports.json"));
  const server = spawn(join(import.meta.dirname, "node_modules", ".bin", "restate-server"), ["--no-logo"], {
    env: {
      PATH: process.env.PATH,
      RESTATE_BASE_DIR: process.env.BENCH_FOLDER,
      RESTATE_LOG_FILTER: "error",
      RESTATE_BIND_ADDRESS: `127.0.0.1:${node}`,
      RESTATE_INGRESS__BIND_ADDRESS: `127.0.0.1:${ingress}`,
      RESTATE_ADMIN__BIND_ADDRESS: `127.0.0.1:${admin}`,
    },
    stdio: "ignore",
  });
  const services = Object.entries(workflows).map(([name, body]) =>
    workflow({ name, handlers: { run: (context, input) => body((of, run) => context.run(of, run), input, all) } }),
  );
  await serve({ services, port: own });
  await answered(`http://127.0.0.1:${admin}/health`);
  await answered(`http://127.0.0.1:${admin}/deployments`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ uri: `http://127.0.0.1:${own}` }),
  });
  const client = connect({ url: `http://127.0.0.1:${ingress}` });
  return {
    async start(name, input) {
      const run = client.workflowClient({ name }, randomUUID());
      await run.workflowSubmit(input);
      return run.workflowAttach();
    },
    async close() {
      server.kill("SIGTERM");
      await once(server, "exit");
    },
  };
}
