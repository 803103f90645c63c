import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readAutomation } from "@tutti/client/automations";
import { afterAll, beforeAll, expect, test } from "vitest";
import { CliServer } from "./support/cli-server.ts";

const cli = new CliServer();
let folder = "";

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "tutti-automations-"));
});
afterAll(() => rm(folder, { recursive: true }));

const AUTOMATIONS = `
automations:
  - name: retrain
    description: when the model drifts
    trigger: { type: event, expect: [model.drifted], posture: Reactive, threshold: 1, within: 0 }
    actions: [{ type: do-nothing }]
  - name: quiet
    trigger: { type: event, expect: [beat], posture: Proactive, threshold: 1, within: 60 }
    actions: [{ type: do-nothing }]
`;

const automation = (...args: string[]) => cli.call("automation", ...args);

test("automations are made from a file, all or none", async () => {
  const file = join(folder, "automations.yaml");
  await writeFile(file, AUTOMATIONS.replace("name: quiet", "nme: quiet"));
  expect(await automation("create", "-f", file)).toMatchObject({
    code: 2,
    stderr: expect.stringContaining("Error: The automation  cannot be:\n    name: "),
  });
  expect(await cli.json("automation", "ls")).toEqual([]);
  await writeFile(file, AUTOMATIONS);
  const { code, stdout } = await automation("create", "-f", file);
  expect({ code, stdout }).toEqual({ code: 0, stdout: expect.stringMatching(/^\S+ {2}retrain\n\S+ {2}quiet\n$/) });
  const { stdout: list } = await automation("ls");
  expect(
    list
      .trimEnd()
      .split("\n")
      .map((line) => line.split(/ {2,}/).slice(0, 4)),
  ).toEqual([
    ["NAME", "ENABLED", "TRIGGER", "ACTIONS"],
    ["quiet", "enabled", "absence of beat", "do-nothing"],
    ["retrain", "enabled", "model.drifted", "do-nothing"],
  ]);
});

test("what an automation did lately stands below what it is", async () => {
  expect((await automation("inspect", "retrain")).stdout).not.toContain("Lately");
  await cli.call("events", "emit", "model.drifted", "--resource-id", "model.1");
  const shown = async () => (await automation("inspect", "retrain")).stdout;
  await expect.poll(shown).toMatch(/\n\nLately\nAT +WHAT +WHY\n[^\n]+ do-nothing executed\n[^\n]+ triggered\n$/);
});

test("automations are paused and resumed, shown as YAML, edited and put back", async () => {
  expect(await automation("pause", "retrain")).toEqual({
    code: 0,
    stdout: "",
    stderr: "Paused the automation retrain.\n",
  });
  const { id } = Object(await cli.json("automation", "inspect", "retrain"));
  expect(await readAutomation(cli.api, id)).toMatchObject({ enabled: false });
  await automation("resume", "--id", id);
  expect(await readAutomation(cli.api, id)).toMatchObject({ enabled: true });
  expect((await automation("inspect", "retrain")).stdout).toMatch(/^retrain {2}enabled\n\nId +\S+\nDescription +when/);
  expect((await automation("inspect", "retrain", "--yaml")).stdout).toContain("\nname: retrain\n");
  const json = JSON.stringify({
    name: "renamed",
    trigger: { type: "event", expect: ["x"], posture: "Reactive", threshold: 1, within: 0 },
    actions: [],
  });
  expect(await automation("update", "--id", id, "-j", json)).toMatchObject({ code: 0 });
  expect(await readAutomation(cli.api, id)).toMatchObject({ name: "renamed", actions: [] });
});

test.each([
  [["inspect", "renmed"], 4, "No automation is called renmed. Did you mean renamed?"],
  [["inspect"], 2, "Which automation? Give its name, or --id <id>: one of them."],
  [["create"], 2, "Give --from-file <file> or --from-json <json>, or say it by flags: --when, --action and --name."],
  [["create", "-j", "[1]"], 2, "--from-json must hold an automation, an object, or a list of them."],
  [["create", "-f", "/no/such.yaml"], 2, "The file /no/such.yaml cannot be read: ENOENT"],
  [["update", "-j", "{}"], 2, "Which automation? Give --id <id>."],
])("automation %j ends with %d: %s", async (args, code, message) => {
  const outcome = await automation(...args);
  expect(outcome).toMatchObject({ code, stdout: "", stderr: expect.stringContaining(`Error: ${message}`) });
});

test("automations are deleted when that is meant", async () => {
  expect(await automation("delete", "renamed", "-y")).toMatchObject({ stderr: "Deleted the automation renamed.\n" });
  expect(await automation("delete", "--all")).toMatchObject({ code: 2 });
  expect(await automation("delete", "--all", "-y")).toMatchObject({ stderr: "Deleted all 1 automations.\n" });
});
