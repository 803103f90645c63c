import { afterAll, expect, test } from "vitest";
import { HostedCli } from "../support/hosted-cli.ts";

const cli = new HostedCli();
afterAll(() => cli.stop());
const docs = (...args: string[]) => cli.run(["docs", ...args], {});

test("pages are listed, and one or a part of it is printed", async () => {
  const { code, stdout } = await docs();
  expect(code).toBe(0);
  expect(stdout).toMatch(/^TOPIC +WHAT +KIND\nartifacts +Artifacts and variables +guide\n/);
  expect(JSON.parse((await docs("-o", "json")).stdout)).toContainEqual({
    topic: "errors",
    title: "Errors",
    kind: "reference",
  });
  expect((await docs("workers")).stdout).toMatch(/^# Workers\n\nA worker serves a work pool/);
  expect((await docs("Projects#Templates")).stdout).toMatch(/^## Templates\n/);
});

test("what an error means is told, with the part of the guide that tells more", async () => {
  const { stdout } = await docs("code_changed");
  expect(stdout).toMatch(
    /^code_changed\n\nThe code has changed since the run began: …\nTo run the step as a new one: /,
  );
  expect(stdout).toContain("\n\nFrom tutti docs recovery#when-the-code-has-changed:\n\n## When the code has changed\n");
  expect((await docs("slots_taken")).stdout).toContain("The same may succeed later without a change.");
  expect((await docs("conflict")).stdout).toMatch(
    /^conflict\n\nIt says what was wrong.\nRead the object again: [^\n]+\n$/,
  );
  expect(JSON.parse((await docs("conflict", "--json", "topic")).stdout)).toEqual({ topic: "conflict" });
});

test.each([
  ["worker", "No page and no error is called worker. Did you mean workers? See tutti docs for all pages."],
  ["mising_work_pool", "Did you mean missing_work_pool?"],
  ["projects#template", "The page projects has no part template. Did you mean templates? It has how-code-gets"],
])("%s is not there: %s", async (topic, message) => {
  expect(await docs(topic)).toMatchObject({ code: 4, stdout: "", stderr: expect.stringContaining(message) });
});
