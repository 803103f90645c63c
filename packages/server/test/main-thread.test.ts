import { readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { expect, test } from "vitest";

const SOURCES = join(import.meta.dirname, "..", "src");
const IMPORT = /^(?:import|export) (?!type )[^;]*?from "([^"]+)";/gms;

/** What a file loads as it is loaded: imports of types are gone by then, and those within functions come later. */
function importsOf(file: string): string[] {
  return [...readFileSync(file, "utf8").matchAll(IMPORT)].map(([, specifier = ""]) => specifier);
}

/** By which files of the server each package is reached from a file, one way for each. */
function waysFrom(start: string): Map<string, string[]> {
  const ways = new Map<string, string[]>();
  const open: string[][] = [[start]];
  const seen = new Set([start]);
  for (let way = open.shift(); way !== undefined; way = open.shift()) {
    const file = way.at(-1) ?? start;
    for (const specifier of importsOf(file)) {
      const next = specifier.startsWith(".") ? join(dirname(file), specifier) : specifier;
      if (seen.has(next)) continue;
      seen.add(next);
      if (specifier.startsWith(".")) open.push([...way, next]);
      else
        ways.set(
          specifier,
          way.map((path) => relative(SOURCES, path)),
        );
    }
  }
  return ways;
}

// 250 files, a quarter of what the thread loads: the store's own thread needs them, at the same time.
test("the thread that answers loads nothing of the database's", () => {
  const ways = waysFrom(join(SOURCES, "server.ts"));
  for (const [name, way] of waysFrom(join(SOURCES, "app.ts"))) ways.set(name, ["server.ts", ...way]);
  expect([...ways.keys()]).toContain("fastify");
  expect(ways.get("kysely")).toBeUndefined();
});
