import { expect, test } from "vitest";
import { addAssetMetadata } from "../../src/assets/asset-metadata.ts";
import { Asset, assetResource } from "../../src/assets/asset.ts";
import { materialize } from "../../src/assets/materialize.ts";
import { task } from "../../src/task.ts";

test.each(["s3://b/ä.csv", "s3://", "1s://x", "postgres://db/table@1"])("%s names an asset", (key) => {
  expect(new Asset(key).key).toBe(key);
});

test.each([
  ["nope", "is a URI"],
  ["S3://b", "is a URI"],
  ["a+b://c", "is a URI"],
  ["s3://b/a b", 'has no " "'],
  ["s3://b/a?x=1", 'has no "?"'],
  ["s3://b/a\nb", String.raw`has no "\n"`],
  [`s3://b/${"x".repeat(600)}`, "at most 512 characters"],
])("%j names none", (key, complaint) => {
  expect(() => new Asset(key)).toThrow(complaint);
  expect(() => task({ name: "reads", assetDeps: [key] }, () => 1)).toThrow(complaint);
});

test("an asset is what an event is about, with what is said of it", () => {
  expect(assetResource(new Asset("s3://b/a"))).toEqual({ "prefect.resource.id": "s3://b/a" });
  const properties = { name: "Trips", url: "http://x", description: "all", owners: ["a", "b"] };
  expect(assetResource(new Asset("s3://b/a", properties))).toEqual({
    "prefect.resource.id": "s3://b/a",
    "prefect.resource.name": "Trips",
    "prefect.asset.url": "http://x",
    "prefect.asset.description": "all",
    "prefect.asset.owners": '["a","b"]',
  });
  expect(() => new Asset("s3://b/a", { description: "x".repeat(2501) })).toThrow("2500 characters");
  expect(() => new Asset("s3://b/a", { owner: "me" } as object)).toThrow('There is no "owner"');
});

test("a task that makes assets needs one and a function, and tells of its own alone", () => {
  expect(() => materialize([], () => 1)).toThrow("needs an asset");
  expect(() => materialize("s3://b/a", {}, undefined as never)).toThrow("needs a function");
  expect(() => addAssetMetadata("s3://b/a", { rows: 1 })).toThrow("by the task that materializes it");
});
