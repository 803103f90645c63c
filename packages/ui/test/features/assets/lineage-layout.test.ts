import type { Asset } from "@tutti/core/wire/asset";
import { expect, test } from "vitest";
import { lineageLayout } from "../../../src/features/assets/lineage-layout.ts";
import { usualGap } from "../../../src/features/assets/usual-gap.ts";

const asset = (key: string): Asset => ({
  key,
  name: null,
  description: null,
  url: null,
  owners: [],
  seen_at: "",
  made_at: null,
  failed_at: null,
  flow_run: null,
  failed_flow_run: null,
  made_by: null,
});

test("an asset stands alone in one column", () => {
  const layout = lineageLayout({ asset: asset("a"), relatives: [], sources: [], is_truncated: false });
  expect(layout).toEqual({ nodes: [{ key: "a", x: 0, y: 0 }], edges: [], width: 210, height: 48 });
});

test("what it is made from stands to the left, what is made from it to the right, near what it is joined to", () => {
  const near = (key: string, distance: number) => ({ ...asset(key), distance });
  const { nodes, edges, width, height } = lineageLayout({
    asset: asset("features"),
    relatives: [near("model", 1), near("raw", -1), near("zones", -1), near("b-of-raw", -2), near("a-of-zones", -2)],
    sources: [
      { key: "features", source_key: "raw" },
      { key: "features", source_key: "zones" },
      { key: "model", source_key: "features" },
      { key: "raw", source_key: "b-of-raw" },
      { key: "zones", source_key: "a-of-zones" },
      { key: "elsewhere", source_key: "raw" },
    ],
    is_truncated: false,
  });
  expect(nodes).toEqual([
    { key: "b-of-raw", x: 0, y: 0 },
    { key: "a-of-zones", x: 0, y: 62 },
    { key: "raw", x: 280, y: 0 },
    { key: "zones", x: 280, y: 62 },
    { key: "features", x: 560, y: 31 },
    { key: "model", x: 840, y: 31 },
  ]);
  expect([edges.length, width, height]).toEqual([5, 1050, 110]);
  expect(edges[0]?.path).toBe("M490 24C525 24 525 55 560 55");
});

test.each([
  [[], null],
  [["2026-01-01T00:00:00Z", "2026-01-02T00:00:00Z"], null],
  [["2026-01-03T01:00:00Z", "2026-01-01T00:00:00Z", "2026-01-02T00:00:00Z"], 25 * 3_600_000],
])("the usual time between %j", (times, gap) => {
  expect(usualGap(times)).toBe(gap);
});
