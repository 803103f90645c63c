import { tmpdir } from "node:os";
import { filterAutomations } from "@tutti/client/automations";
import { createWorkPool } from "@tutti/client/work-pools";
import { expect, test } from "vitest";
import { CliServer } from "../support/cli-server.ts";
import { deploy } from "../support/deploy.ts";
import { KEYS, Terminal } from "../support/terminal.ts";

const cli = new CliServer();
const create = (...args: string[]) => new Terminal(["automation", "create", ...args], { cwd: tmpdir(), env: cli.env });

test("when it acts and what it does is asked for, shown, and made", async () => {
  await createWorkPool(cli.api, { name: "zoompool", type: "process" });
  const id = await deploy(cli.api, "main-flow", "taxi1");
  await using terminal = create();
  await terminal.sees("When shall it act?");
  terminal.type(KEYS.enter);
  await terminal.sees("Which states does it enter?");
  terminal.type(KEYS.down, " ", KEYS.enter);
  await terminal.sees("Runs of which flow?");
  await terminal.sees("runs of every flow");
  terminal.type(KEYS.enter);
  await terminal.sees("For how long must it have stayed so?");
  terminal.type("\u007f", "5", KEYS.enter);
  await terminal.sees("What stays so, does for ten seconds at least.");
  terminal.type(" minutes", KEYS.enter);
  await terminal.sees("What shall it do?");
  terminal.type(KEYS.enter);
  await terminal.sees("There is no block that sends notifications yet. To make one: tutti block create slack-webhook");
  await terminal.sees("What shall it do?");
  terminal.type(KEYS.down, KEYS.down, KEYS.enter);
  await terminal.sees("Which deployment?");
  terminal.type(KEYS.down, KEYS.enter);
  await terminal.sees("With which parameters");
  terminal.type('{"month": 3}', KEYS.enter);
  await terminal.sees("Another action too?");
  terminal.type("n");
  await terminal.sees("What shall it be called?");
  terminal.type(KEYS.enter);
  await terminal.sees("prefect.flow-run.Late");
  await terminal.sees("Make it?");
  terminal.type("y");
  await terminal.sees("tutti automation pause");
  expect(await terminal.end()).toMatchObject({ code: 0 });
  expect(await filterAutomations(cli.api, {})).toMatchObject([
    {
      name: "run a deployment when a flow run is Late",
      trigger: { posture: "Proactive", after: ["prefect.flow-run.Late"], within: 300 },
      actions: [{ type: "run-deployment", deployment_id: id, parameters: { month: 3 } }],
    },
  ]);
});

test("who does not want what is shown makes nothing", async () => {
  await using terminal = create("--when", "no-event", "--event", "beat", "-a", "cancel-flow-run");
  await terminal.sees("Only after which events?");
  terminal.type("begun, begun.again", KEYS.enter);
  await terminal.sees("Of which resources?");
  terminal.type(KEYS.enter);
  await terminal.sees("How many must come");
  terminal.type(KEYS.enter);
  await terminal.sees("Within which time?");
  terminal.type(KEYS.enter);
  await terminal.sees("Are those of each resource counted by themselves?");
  terminal.type("y");
  await terminal.sees("What shall it be called?");
  await terminal.sees("cancel the run when beat does not happen");
  terminal.type(KEYS.enter);
  await terminal.sees("Make it?");
  terminal.type("n");
  await terminal.sees("Nothing was made.");
  const { code, text } = await terminal.end();
  expect(code).toBe(1);
  expect(text).toContain("- begun.again");
  expect(
    await filterAutomations(cli.api, { automations: { name: { any_: ["cancel the run when beat does not happen"] } } }),
  ).toEqual([]);
});
