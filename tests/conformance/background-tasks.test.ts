import { describe, expect, test } from "vitest";
import { BothLanguages, meetingPlaces } from "./both-languages.ts";

describe.each(meetingPlaces)("background tasks on $name", ({ isTutti }) => {
  const both = new BothLanguages(isTutti);

  test("are executed in one language and delayed in the other, both ways", async () => {
    await both.typescript("background-tasks.ts", "storage", both.folder);
    const answers = [both.python("background_tasks.py"), both.typescript("background-tasks.ts", "meet")];
    expect(await Promise.all(answers)).toEqual([6, "HEYHEY"]);
  });
});
