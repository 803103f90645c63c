import { filterEvents } from "@tutti/client/events";
import { expect, test } from "vitest";
import { addAssetMetadata } from "../../src/assets/asset-metadata.ts";
import { Asset } from "../../src/assets/asset.ts";
import { materialize } from "../../src/assets/materialize.ts";
import { flow } from "../../src/flow.ts";
import { Cancelled, Failed } from "../../src/returned-state.ts";
import { runtime } from "../../src/runtime.ts";
import { task } from "../../src/task.ts";
import { useServer } from "../support/server.ts";
import { makesOnThread } from "../support/thread-tasks.ts";

const records = useServer();

/** What a flow run told of assets, as `what key <- what it was made from by the tool`, with its payload. */
async function told(flowRunId: string) {
  const filter = { event: { prefix: ["prefect.asset."] }, related: { id: [`prefect.flow-run.${flowRunId}`] } };
  const { events } = await filterEvents(records.api, { filter: { ...filter, order: "ASC" }, limit: 50 });
  return events.map(({ event, resource, related, payload }) => {
    const ofRole = (role: string) =>
      related.flatMap((one) => (one["prefect.resource.role"] === role ? [one["prefect.resource.id"]] : []));
    const from = [...ofRole("asset"), ...ofRole("asset-materialized-by")].map((id) => ` ${id}`).join("");
    expect(ofRole("task-run")).toHaveLength(1);
    return [`${event.replace("prefect.asset.", "")} ${resource["prefect.resource.id"]} <-${from}`, payload];
  });
}

const raw = new Asset("s3://b/raw", { name: "Raw trips" });
const load = materialize(raw, async function load(rows: number) {
  addAssetMetadata(raw, { rows, at: new Date(0) });
  addAssetMetadata("s3://b/raw", { rows: rows + 1 });
  return { rows };
});
const clean = task({ assetDeps: ["postgres://db/zones"] }, async function clean(trips: { rows: number }) {
  return { cleaned: trips.rows };
});
const report = materialize(
  ["s3://b/report", "s3://b/report.html"],
  { by: "dbt" },
  async function report(trips: { cleaned: number }, _more?: unknown) {
    return trips.cleaned;
  },
);

test("what was made is told with what it was made from, through tasks that make nothing", async () => {
  let id = "";
  await flow(async function makes() {
    id = runtime.flowRun?.id ?? "";
    const trips = await load(3);
    await report(clean.submit(trips), trips);
  })();
  const from = "postgres://db/zones s3://b/raw";
  expect(await told(id)).toEqual([
    ["materialization.succeeded s3://b/raw <-", { rows: 4, at: "1970-01-01T00:00:00.000Z" }],
    [`referenced s3://b/raw <-`, {}],
    [`referenced postgres://db/zones <-`, {}],
    ...["s3://b/report", "s3://b/report.html"].map((key) => [
      `materialization.succeeded ${key} <- ${from.split(" ").toReversed().join(" ")} dbt`,
      {},
    ]),
  ]);
});

test("a failure is told, what was cancelled or not started is not, nor what was given back", async () => {
  let id = "";
  let calls = 0;
  const end = { raised: () => Promise.reject(new Error("no")), failed: () => Failed(), cancelled: () => Cancelled() };
  const ends = materialize("s3://b/ends", { retries: 1 }, async function ends(how: keyof typeof end | "fine") {
    calls += 1;
    return how === "fine" ? calls : end[how]();
  });
  const cached = materialize("s3://b/cached", { cacheKey: crypto.randomUUID() }, function cached() {
    return 1;
  });
  const run = flow({ retries: 1 }, async function failsOnce() {
    id = runtime.flowRun?.id ?? "";
    for (const how of ["raised", "failed", "cancelled"] as const) await ends.state(how);
    await ends.withOptions({ waitFor: [ends.submit("cancelled")], key: "unmet" }).state("fine");
    await cached();
    await cached();
    await makesOnThread();
    if (runtime.flowRun?.runCount === 1) throw new Error("again");
  });
  await run();
  const ofEnds = ["materialization.failed s3://b/ends <-", {}];
  expect(await told(id)).toEqual([
    ofEnds,
    ofEnds,
    ["materialization.succeeded s3://b/cached <-", {}],
    ["materialization.succeeded s3://b/thread <-", { onMain: false }],
    ofEnds,
    ofEnds,
  ]);
});

test("what is made from a step that is given back is told to be made from what that made", async () => {
  let id = "";
  const run = flow({ retries: 1 }, async function goesOn() {
    id = runtime.flowRun?.id ?? "";
    const trips = await load(1);
    if (runtime.flowRun?.runCount === 1) throw new Error("again");
    await report(clean.submit(trips));
  });
  await run();
  const lines = (await told(id)).map(([line]) => line);
  expect(lines).toContain("materialization.succeeded s3://b/report <- s3://b/raw postgres://db/zones dbt");
  expect(lines.filter((line) => line === "materialization.succeeded s3://b/raw <-")).toHaveLength(1);
});

test("the server knows the asset, and what was made from what", async () => {
  const answer = await fetch(`${records.server.url}/tutti/assets/one?key=${encodeURIComponent("s3://b/report")}`);
  expect(await answer.json()).toMatchObject({
    asset: { key: "s3://b/report", made_by: "dbt", made_at: expect.any(String) },
    sources: expect.arrayContaining([{ key: "s3://b/report", source_key: "s3://b/raw" }]),
  });
});
