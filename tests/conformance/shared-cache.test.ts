import { join } from "node:path";
import { filterConcurrencyLimits } from "@tutti/client/concurrency-limits";
import { describe, expect, test } from "vitest";
import { BothLanguages, meetingPlaces } from "./both-languages.ts";

const made = (by: string, name: string, state: string) => ({ state, result: { by, name, numbers: [1, 2.5, null] } });

describe.each(meetingPlaces)("results that both languages share on $name", ({ isTutti }) => {
  const both = new BothLanguages(isTutti);

  test("what one has computed under a key, the other finds", async () => {
    const left = await both.typescript("shared-cache.ts", both.folder, "left");
    expect(left).toEqual({ seen: [made("typescript", "left", "Completed")], computed: [1, 1] });
    const python = await both.python("shared_cache.py", join(both.folder, "storage"));
    expect(python).toEqual([made("typescript", "left", "Cached"), made("python", "right", "Completed")]);
    const right = await both.typescript("shared-cache.ts", both.folder, "left", "right");
    expect(right).toMatchObject({ seen: [made("typescript", "left", "Cached"), made("python", "right", "Cached")] });
  });

  test("locks leave nothing behind on the server", async () => {
    const limits = await filterConcurrencyLimits(both.api, {});
    expect(limits.filter(({ name }) => name.startsWith("cache-lock:"))).toEqual([]);
  });
});
