import { addAssetMetadata, Asset, Cancelled, Failed, flow, materialize, runtime, task } from "tutti";

// A flow that makes assets; as `python/shared_assets.py`. Prints the ids of its runs.

const raw = new Asset("s3://shared/raw", {
  name: "Raw",
  url: "http://example.com",
  description: "all of it",
  owners: ["a", "b"],
});

const load = materialize(raw, function load() {
  addAssetMetadata(raw, { rows: 3, kind: "csv" });
  addAssetMetadata("s3://shared/raw", { rows: 4 });
  return { rows: 4 };
});

const clean = task({ assetDeps: ["postgres://shared/zones"] }, function clean(trips: { rows: number }) {
  return { cleaned: trips.rows };
});

const report = materialize(
  ["s3://shared/report", "s3://shared/report.html"],
  { by: "dbt" },
  function report(trips: { cleaned: number }) {
    return trips.cleaned;
  },
);

const waits = materialize("s3://shared/waits", { assetDeps: ["s3://shared/waits"] }, function waits() {});

const ends = materialize("s3://shared/ends", function ends(how: string) {
  if (how === "raises") throw new RangeError("no");
  return how === "fails" ? Failed() : Cancelled();
});

const part = flow(async function part({ trips }: { trips: { rows: number } }) {
  await report(await clean(trips));
  return runtime.flowRun?.id;
});

const makes = flow(async function makes() {
  const trips = await load();
  const future = clean.submit(trips);
  await report(future);
  await waits.withOptions({ waitFor: [future] })();
  for (const how of ["raises", "fails", "cancels"]) await ends.state(how);
  return [runtime.flowRun?.id, await part({ trips })];
});

process.stdout.write(`${JSON.stringify(await makes())}\n`);
