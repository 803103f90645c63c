import { expect, test } from "vitest";
import { collectionView } from "../../src/bundled/collection-views.ts";
import { bundledWorkers } from "../../src/bundled/worker-list.ts";

test("every type of worker is told in its collection", () => {
  const view = collectionView("aggregate-worker-metadata") ?? {};
  expect(Object.fromEntries(Object.entries(view).map(([name, types]) => [name, Object.keys(Object(types))]))).toEqual({
    prefect: ["process"],
    "prefect-docker": ["docker"],
    "prefect-kubernetes": ["kubernetes"],
    "prefect-aws": ["ecs"],
    "prefect-azure": ["azure-container-instance"],
    "prefect-gcp": ["cloud-run", "cloud-run-v2", "vertex-ai"],
  });
});

test.each(bundledWorkers)("the job of a $type worker uses its variables, and no others", (worker) => {
  const used = [...JSON.stringify(worker.jobConfiguration).matchAll(/\{\{ (\w+) \}\}/g)].map(([, name]) =>
    String(name),
  );
  expect([...new Set<string>(used)].toSorted()).toEqual(Object.keys(worker.variables).toSorted());
});

test("blocks are told by collection, with their schemas", () => {
  expect(collectionView("aggregate-block-metadata")).toMatchObject({
    "prefect-aws": {
      block_types: { "s3-bucket": { name: "S3 Bucket", block_schema: { fields: { title: "S3Bucket" } } } },
    },
  });
});

test.each(["aggregate-flow-metadata", "demo-flows"])("%s is empty: no flows are brought along", (name) => {
  expect(collectionView(name)).toEqual({});
});

test.each(["none", "constructor"])("there is no view %s", (name) => {
  expect(collectionView(name)).toBeNull();
});
