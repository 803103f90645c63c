import { describe, expect, test } from "vitest";
import { BothLanguages, meetingPlaces } from "./both-languages.ts";

describe.each(meetingPlaces)("artifacts and variables of both languages on $name", ({ isTutti }) => {
  const both = new BothLanguages(isTutti);

  test("each reads the other's", async () => {
    expect(await both.typescript("shared-records.ts", "write")).toBe("done");
    expect(await both.python("shared_records.py")).toEqual({
      latest: ["table", "by typescript", '[{"a":null,"b":1}]'],
      variable: { rows: 5, names: ["a"] },
      fallback: 7,
      kinds: [
        ["ts-markdown", "markdown", "# RMSE"],
        ["ts-table", "table", '[{"a":0}]'],
        ["ts-table", "table", '[{"a":null,"b":1}]'],
        ["ts-link", "markdown", "[http://example.com](http://example.com)"],
        ["ts-image", "image", "http://example.com/x.png"],
        ["ts-progress", "progress", 80],
      ],
    });
    expect(await both.typescript("shared-records.ts", "read")).toEqual({
      table: ["table", "by python", [{ a: null, b: 1 }]],
      progress: [80],
      variable: { rows: 5, names: ["a"] },
      history: [[{ a: null, b: 1 }], [{ a: 0 }]],
    });
  });
});
