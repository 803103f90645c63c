import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { Dashboard } from "./support/dashboard.ts";

const made = z.looseObject({ id: z.string() });

let dashboard: Dashboard;

beforeAll(async () => {
  dashboard = await Dashboard.open();
});
afterAll(async () => {
  await dashboard.close();
});

async function make(path: string, body: object): Promise<string> {
  return made.parse(await dashboard.call("POST", path, body)).id;
}

/** Holds back what the page asks to be told of. Gives what lets it go. */
async function holdSubscriptions(page: Page): Promise<() => void> {
  const held: (() => void)[] = [];
  let isOpen = false;
  await page.routeWebSocket(/\/api\/tutti\/live$/, (socket) => {
    const server = socket.connectToServer();
    socket.onMessage((message) => {
      const send = () => server.send(message);
      if (isOpen || !String(message).includes('"subscribe"')) send();
      else held.push(send);
    });
  });
  return () => {
    isOpen = true;
    for (const send of held) send();
  };
}

async function deployment(): Promise<string> {
  const flow_id = await make("/flows/", { name: "etl" });
  return make("/deployments/", { flow_id, name: "nightly" });
}

const trigger = { type: "event", expect: ["order.paid"], posture: "Reactive", threshold: 1, within: 0 };

interface Watched {
  readonly path: string;
  /** What is called for it. */
  readonly read: string;
  readonly change: () => Promise<unknown>;
  /** What shows the change. */
  readonly shown: string;
}

test.each<[string, () => Promise<Watched> | Watched]>([
  [
    "blocks",
    async () => {
      const block_type_id = await make("/block_types/", { name: "Late", slug: "late" });
      const fields = { title: "Late", type: "object", properties: {} };
      const block_schema_id = await make("/block_schemas/", { fields, block_type_id });
      const body = { name: "late-block", block_type_id, block_schema_id, data: {} };
      const change = () => make("/block_documents/", body);
      return { path: "/blocks", read: "/block_documents/filter", change, shown: "late-block" };
    },
  ],
  [
    "automations",
    () => {
      const change = () =>
        make("/automations/", { name: "late-automation", trigger, actions: [{ type: "do-nothing" }] });
      return { path: "/automations", read: "/automations/filter", change, shown: "late-automation" };
    },
  ],
  [
    "artifacts",
    () => {
      const change = () => make("/artifacts/", { key: "late-artifact", type: "markdown", data: "# Late" });
      return { path: "/artifacts", read: "/artifacts/latest/filter", change, shown: "late-artifact" };
    },
  ],
  [
    "deployments",
    async () => {
      const id = await deployment();
      const change = () => dashboard.call("PATCH", `/deployments/${id}`, { description: "told late" });
      const path = `/deployments/deployment/${id}?tab=description`;
      return { path, read: `/deployments/${id}`, change, shown: "told late" };
    },
  ],
  [
    "the queues of a pool",
    async () => {
      await make("/work_pools/", { name: "late-pool", type: "process" });
      const change = () => make("/work_pools/late-pool/queues", { name: "late-queue" });
      const path = "/work-pools/work-pool/late-pool?tab=queues";
      return { path, read: "/work_pools/late-pool/queues/filter", change, shown: "late-queue" };
    },
  ],
  [
    "limits",
    () => {
      const change = () => make("/v2/concurrency_limits/", { name: "late-limit", limit: 1 });
      return { path: "/concurrency-limits", read: "/v2/concurrency_limits/filter", change, shown: "late-limit" };
    },
  ],
])("%s that change after they were read and before their page is told of changes are read again", async (_what, of) => {
  const { path, read, change, shown } = await of();
  const watched = await dashboard.pageOfItsOwn();
  const release = await holdSubscriptions(watched.page);
  const answer = watched.page.waitForResponse((response) => new URL(response.url()).pathname === `/api${read}`);
  await watched.goto(path);
  await (await answer).finished();
  await change();
  release();
  await watched.page.getByText(shown).first().waitFor();
  expect(watched.faults).toStrictEqual([]);
});
