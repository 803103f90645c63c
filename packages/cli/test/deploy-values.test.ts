import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { givenTriggers } from "../src/deploy/given-triggers.ts";
import { givenJobVariables, givenParameters } from "../src/deploy/given-values.ts";

let folder = "";

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "tutti-values-"));
  await writeFile(join(folder, "t.yaml"), "triggers:\n  - expect: [a]\n  - expect: [b]\n");
  await writeFile(join(folder, "t.json"), '{"triggers": [{"expect": ["c"]}]}');
  await writeFile(join(folder, "wrong.yaml"), "triggers: 3\n");
});

afterAll(() => rm(folder, { recursive: true }));

describe("what is typed behind options", () => {
  test("parameters are JSON, or text", () => {
    expect(givenParameters(null, ["a=1", "b=x=y", 'c={"d": true}'])).toEqual({ a: 1, b: "x=y", c: { d: true } });
    expect(givenParameters('{"a": [1]}', [])).toEqual({ a: [1] });
  });

  test("job variables are texts, or a JSON object of several; the last counts", () => {
    expect(givenJobVariables(["a=1", '{"a": 2, "b": {"c": 3}}', "d=x=y"])).toEqual({ a: 2, b: { c: 3 }, d: "x=y" });
  });

  test("triggers are JSON, or stand in files", async () => {
    const given = ['{"expect": ["x"]}', join(folder, "t.yaml"), join(folder, "t.json")];
    expect(await givenTriggers(given)).toEqual([
      { expect: ["x"] },
      { expect: ["a"] },
      { expect: ["b"] },
      { expect: ["c"] },
    ]);
  });
});

describe("what cannot be is refused", () => {
  test.each([
    [() => givenParameters("{}", ["a=1"]), "--param and --params cannot be given both."],
    [() => givenParameters("[1]", []), "--params must be a JSON object"],
    [() => givenParameters(null, ["a"]), "--param a is not of the form name=value."],
    [() => givenJobVariables(["a"]), "--job-variable a is not of the form name=value."],
    [() => givenJobVariables(["=a"]), "--job-variable =a is not of the form name=value."],
  ])("%#", (read, problem) => {
    expect(read).toThrow(problem);
  });

  test.each([
    ["[1]", "--trigger takes an object"],
    ["{", "--trigger { cannot be read"],
    ["nope.yaml", "--trigger nope.yaml cannot be read"],
  ])("the trigger %s", async (given, problem) => {
    await expect(givenTriggers([given])).rejects.toThrow(problem);
  });

  test("a file without a list of triggers", async () => {
    await expect(givenTriggers([join(folder, "wrong.yaml")])).rejects.toThrow("--trigger takes an object");
  });
});
