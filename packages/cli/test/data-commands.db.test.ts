import { createArtifact } from "@tutti/client/artifacts";
import { readVariable } from "@tutti/client/variables";
import { describe, expect, test } from "vitest";
import { CliServer } from "./support/cli-server.ts";

const cli = new CliServer();

describe("variables", () => {
  test.each([
    ["month", "3", 3],
    ["bucket", "taxi data", "taxi data"],
    ["version", "5.0", 5],
    ["paths", '["a", {"b": null}]', ["a", { b: null }]],
    ["quoted", '"3"', "3"],
    ["empty", "", ""],
  ])("%s set to %s is %j", async (name, text, value) => {
    expect(await cli.call("variable", "set", name, text)).toEqual({
      code: 0,
      stdout: "",
      stderr: `Set the variable ${name}.\n`,
    });
    expect(await readVariable(cli.api, name)).toMatchObject({ value });
  });

  test("one that is there is changed only when that is said", async () => {
    expect(await cli.call("variable", "set", "month", "4")).toMatchObject({
      code: 1,
      stderr: expect.stringContaining("there is a variable month; --overwrite changes it"),
    });
    await cli.call("variable", "set", "month", "4", "--overwrite", "--tag", "a", "--tag", "b");
    expect(await cli.call("variable", "get", "month")).toEqual({ code: 0, stdout: "4\n", stderr: "" });
    expect(await cli.json("variable", "inspect", "month")).toMatchObject({ value: 4, tags: ["a", "b"] });
    expect((await cli.call("variable", "inspect", "month")).stdout).toMatch(/^Name +month\nValue +4\nTags +a, b\n/);
  });

  test("they are listed, and unset by either name of the command", async () => {
    expect((await cli.call("variable", "ls")).stdout).toMatch(/^NAME +VALUE +TAGS +UPDATED\nbucket +taxi data +2/);
    expect(await cli.call("variable", "unset", "month")).toMatchObject({ code: 2 });
    expect(await cli.call("variable", "unset", "month", "-y")).toMatchObject({ code: 0 });
    expect(await cli.call("variable", "delete", "bucket", "-y")).toMatchObject({ code: 0 });
    expect(await cli.json("variable", "ls")).toHaveLength(4);
  });

  test.each([
    [["get", "pats"], 4, "No variable is called pats. Did you mean paths?"],
    [["unset", "pats", "-y"], 4, "No variable is called pats. Did you mean paths?"],
    [["set", "x", '{"a":'], 2, "The value of x is not JSON: "],
    [["set", "Capital", "1"], 1, "POST /variables/ was answered 422: "],
  ])("variable %j ends with %d: %s", async (args, code, message) => {
    const outcome = await cli.call("variable", ...args);
    expect(outcome).toMatchObject({ code, stdout: "", stderr: expect.stringContaining(`Error: ${message}`) });
    expect(outcome.stderr).toContain("\n  Fix: ");
  });
});

test.each([
  ["price", "5.0"],
  ["large", "12345678901234567890"],
  ["mixed", '{"a":1.0,"b":[1e3]}'],
])("the variable %s set to %s is shown with every digit", async (name, text) => {
  await cli.call("variable", "set", name, text);
  expect(await cli.call("variable", "get", name)).toEqual({ code: 0, stdout: `${text}\n`, stderr: "" });
  expect((await cli.call("variable", "inspect", name)).stdout).toContain(`\nValue    ${text}\n`);
  expect((await cli.call("variable", "ls")).stdout).toContain(` ${text} `);
  expect((await cli.call("variable", "ls", "--json", "value")).stdout.replaceAll(/\s/g, "")).toContain(
    `{"value":${text}}`,
  );
  await cli.call("variable", "unset", name, "-y");
});

describe("artifacts", () => {
  test("are listed by key, shown with their versions, and deleted", async () => {
    const old = await createArtifact(cli.api, { key: "report", type: "markdown", data: "# old" });
    const young = await createArtifact(cli.api, { key: "report", type: "markdown", data: "# new\nline" });
    await createArtifact(cli.api, { key: "table", type: "table", data: [{ a: 1 }], description: "numbers" });
    expect(await cli.json("artifact", "ls")).toMatchObject([{ key: "report", id: young.id }, { key: "table" }]);
    expect(await cli.json("artifact", "ls", "-a")).toHaveLength(3);
    expect((await cli.call("artifact", "ls")).stdout).toMatch(/^KEY +TYPE +UPDATED +ID\nreport +markdown +/);
    const shown = await cli.call("artifact", "inspect", "report");
    expect(shown.stdout).toMatch(
      /^Key +report\nType +markdown\n[^]*\nData +# new\n +line\n\nKey +report\n[^]*# old\n$/,
    );
    expect(await cli.json("artifact", "inspect", "report", "-l", "1")).toMatchObject([{ id: young.id }]);
    expect(await cli.call("artifact", "inspect", "reprt")).toMatchObject({
      code: 4,
      stderr: expect.stringContaining("No artifact is called reprt. Did you mean report?"),
    });
    expect(await cli.call("artifact", "delete")).toMatchObject({ code: 2 });
    expect(await cli.call("artifact", "delete", "--id", old.id, "-y")).toMatchObject({ code: 0 });
    expect(await cli.call("artifact", "delete", "report", "-y")).toMatchObject({
      stderr: "Deleted the artifact report, 1 version.\n",
    });
    expect(await cli.call("artifact", "delete", "--id", old.id, "-y")).toMatchObject({ code: 4 });
  });
});
