import { createFlowRunInput, readFlowRunInput } from "@tutti/client/flow-run-inputs";
import { setFlowRunState } from "@tutti/client/flow-runs";
import { tmpdir } from "node:os";
import { expect, test } from "vitest";
import { CliServer } from "../support/cli-server.ts";
import { KEYS, Terminal } from "../support/terminal.ts";

const cli = new CliServer();

test("on a terminal a paused run asks for what it wants to know: yes or no is chosen, what may be left out is", async () => {
  const id = await cli.createRun("asking", "RUNNING");
  const keyset = { description: "paused-1-description", response: "paused-1-response", schema: "paused-1-schema" };
  const details = { pause_key: "1", run_input_keyset: keyset };
  await setFlowRunState(cli.api, id, { state: { type: "PAUSED", state_details: details } });
  const properties = { approved: { type: "boolean" }, note: { type: "string" }, more: { type: "boolean" } };
  const schema = JSON.stringify({ type: "object", properties, required: ["approved"] });
  await createFlowRunInput(cli.api, id, { key: keyset.schema, value: schema });
  await createFlowRunInput(cli.api, id, { key: keyset.description, value: '"Shall it go on?"' });
  await using terminal = new Terminal(["flow-run", "resume", "asking"], { cwd: tmpdir(), env: cli.env });
  await terminal.sees("Shall it go on?");
  await terminal.sees("approved");
  terminal.type(KEYS.down, KEYS.enter);
  await terminal.sees("note");
  terminal.type("soon", KEYS.enter);
  await terminal.sees("more");
  terminal.type(KEYS.down, KEYS.down, KEYS.enter);
  await terminal.sees("asking  Running");
  expect(await terminal.end()).toMatchObject({ code: 0 });
  expect(await readFlowRunInput(cli.api, id, keyset.response)).toEqual({ approved: false, note: "soon" });
});
