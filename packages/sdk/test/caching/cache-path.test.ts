import { expect, test } from "vitest";
import { cachePath } from "../../src/caching/cache-path.ts";

test.each(["model", "models/2024-01", "a b.json", "ünï", "cache key ✓"])("%s is its own path", (key) => {
  expect(cachePath(key)).toBe(key);
});

test("empty names within a key are left out, as Python's paths do", () => {
  expect(cachePath("a//b/")).toBe("a/b");
});

test.each([
  "",
  "/",
  "/etc/passwd",
  "..",
  "a/../../b",
  ".",
  "a\0b",
  "C:\\x",
  "s3://bucket/key",
  "x".repeat(201),
  "a.tmp",
])("%j is no path: its hash is", (key) => {
  expect(cachePath(key)).toMatch(/^cache-[0-9a-f]{64}$/);
});
