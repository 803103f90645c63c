import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { withCompileCache, withServerCompileCache } from "../src/compile-cache.ts";

const shared = join(tmpdir(), "node-compile-cache");

test.each([
  [{ A: "1" }, shared, join(shared, "tutti-server")],
  [{ NODE_COMPILE_CACHE: "/cache" }, "/cache", join("/cache", "tutti-server")],
])("what is compiled for %o is kept, a server's apart", (environment, folder, ofServers) => {
  expect(withCompileCache(environment)).toEqual({ ...environment, NODE_COMPILE_CACHE: folder });
  expect(withServerCompileCache(environment)).toEqual({ ...environment, NODE_COMPILE_CACHE: ofServers });
});
