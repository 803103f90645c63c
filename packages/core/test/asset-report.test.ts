import { expect, test } from "vitest";
import { assetAfter, assetReports, type AssetState, isAssetEvent } from "../src/asset-report.ts";
import { instant } from "../src/instant.ts";

const RAW = "s3://lake/raw.parquet";
const FEATURES = "s3://lake/features.parquet";

function event(kind: string, seconds: number, labels: object = {}, upstream: readonly string[] = []) {
  const related = (role: string, id: string) => ({ "prefect.resource.id": id, "prefect.resource.role": role });
  return {
    event: `prefect.asset.${kind}`,
    occurred: instant(seconds * 1_000_000),
    resource: { "prefect.resource.id": FEATURES, ...labels },
    related: [
      related("flow-run", `prefect.flow-run.run-${seconds}`),
      related("task-run", `prefect.task-run.task-${seconds}`),
      related("flow", "prefect.flow.f"),
      ...upstream.map((key) => related("asset", key)),
      related("asset-materialized-by", "dbt"),
    ],
  };
}

function after(...events: ReturnType<typeof event>[]): Map<string, AssetState> {
  const known = new Map<string, AssetState>();
  for (const report of events.flatMap(assetReports)) {
    known.set(report.key, assetAfter(known.get(report.key) ?? null, report));
  }
  return known;
}

const made = event(
  "materialization.succeeded",
  10,
  {
    "prefect.resource.name": "features",
    "prefect.asset.description": "what the model sees",
    "prefect.asset.url": "https://lake/features",
    "prefect.asset.owners": '["ada",5]',
  },
  [RAW, RAW, FEATURES],
);

const FEATURES_MADE: AssetState = {
  key: FEATURES,
  name: "features",
  description: "what the model sees",
  url: "https://lake/features",
  owners: ["ada"],
  seenAt: instant(10_000_000),
  madeAt: instant(10_000_000),
  failedAt: null,
  flowRunId: "run-10",
  taskRunId: "task-10",
  failedFlowRunId: null,
  madeBy: "dbt",
};

test("an asset is known by what made it, and from what", () => {
  expect(after(made)).toEqual(
    new Map([
      [FEATURES, FEATURES_MADE],
      [
        RAW,
        {
          ...FEATURES_MADE,
          key: RAW,
          name: null,
          description: null,
          url: null,
          owners: [],
          madeAt: null,
          flowRunId: null,
          taskRunId: null,
          madeBy: null,
        },
      ],
    ]),
  );
});

test("what fails keeps what was made before, and a report that says nothing of a property keeps it", () => {
  const failed = event("materialization.failed", 20);
  const expected = {
    ...FEATURES_MADE,
    seenAt: instant(20_000_000),
    failedAt: instant(20_000_000),
    failedFlowRunId: "run-20",
  };
  expect(after(made, failed).get(FEATURES)).toEqual(expected);
  expect(after(failed, made).get(FEATURES)).toEqual({
    ...expected,
    name: null,
    description: null,
    url: null,
    owners: [],
  });
  expect(after(made, failed, made).get(FEATURES)).toEqual(expected);
  const earlier = event("materialization.failed", 5);
  expect(after(made, failed, earlier).get(FEATURES)).toEqual(expected);
});

test("of two that made it the later one counts, whichever is told last", () => {
  const later = event("materialization.succeeded", 30, { "prefect.asset.owners": "nobody" });
  for (const order of [
    [made, later],
    [later, made],
  ]) {
    expect(after(...order).get(FEATURES)).toMatchObject({ madeAt: 30_000_000, flowRunId: "run-30", owners: [] });
  }
});

test("owners that are no list are none", () => {
  const odd = event("referenced", 1, { "prefect.asset.owners": '"ada"' });
  expect(after(odd).get(FEATURES)).toMatchObject({ owners: [], madeAt: null, seenAt: 1_000_000 });
});

test("other events tell of no asset, and a run that is not named is not known", () => {
  expect(assetReports({ ...made, event: "prefect.asset.invented" })).toEqual([]);
  expect(["prefect.asset.referenced", "prefect.asset.x", "prefect.flow.created"].map(isAssetEvent)).toEqual([
    true,
    false,
    false,
  ]);
  expect(assetReports({ ...made, resource: {}, related: [] })).toMatchObject([
    { key: "", flowRunId: null, madeBy: null },
  ]);
});
