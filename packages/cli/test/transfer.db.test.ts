import { readBlockDocumentByName, revealBlockDocument } from "@tutti/client/block-documents";
import { fixedAddress } from "@tutti/client/api-address";
import { filterAutomations } from "@tutti/client/automations";
import { readDeploymentByName } from "@tutti/client/deployments";
import { ApiClient } from "@tutti/client/http";
import { readVariable } from "@tutti/client/variables";
import { readWorkPool } from "@tutti/client/work-pools";
import { startTestServer, type TestServer } from "@tutti/sdk/test-server";
import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { CliServer } from "./support/cli-server.ts";
import { deploy } from "./support/deploy.ts";

const cli = new CliServer();
let other: TestServer;

beforeAll(async () => {
  other = await startTestServer();
  for (const [profile, url] of [
    ["here", cli.server.url],
    ["there", other.url],
  ] as const) {
    await cli.call("profile", "create", profile);
    await cli.call("-p", profile, "config", "set", `TUTTI_API_URL=${url}`);
  }
});
afterAll(() => other.stop());

async function configure(): Promise<string> {
  await cli.call("variable", "set", "month", "3");
  await cli.call("gcl", "create", "database", "-l", "5");
  await cli.call("work-pool", "create", "zoompool", "-t", "process");
  await cli.call("block", "create", "aws-credentials", "-n", "aws", "-f", "aws_secret_access_key=hunter2");
  const fields = ["-f", "bucket_name=taxi", "-f", "credentials=aws-credentials/aws"];
  await cli.call("block", "create", "s3-bucket", "-n", "data", ...fields);
  const id = await deploy(cli.api, "main-flow", "taxi1");
  await cli.call("deployment", "schedule", "create", "main-flow/taxi1", "--cron", "0 9 * * *");
  const trigger = { type: "event", expect: ["x"], posture: "Reactive", threshold: 1, within: 0 };
  const actions = [{ type: "run-deployment", source: "selected", deployment_id: id }];
  await cli.call("automation", "create", "-j", JSON.stringify({ name: "again", trigger, actions }));
  return id;
}

test("what is configured is copied to another server, once", async () => {
  await configure();
  const copied = await cli.call("transfer", "--from", "here", "--to", "there");
  expect(copied).toMatchObject({ code: 0, stderr: "" });
  const target = new ApiClient({ locate: fixedAddress(other.url) });
  expect(await readVariable(target, "month")).toMatchObject({ value: 3 });
  expect(await readWorkPool(target, "zoompool")).toMatchObject({ type: "process" });
  const { data } = await revealBlockDocument(target, (await readBlockDocumentByName(target, "s3-bucket", "data")).id);
  expect(data).toMatchObject({ bucket_name: "taxi", credentials: { aws_secret_access_key: "hunter2" } });
  const deployment = await readDeploymentByName(target, "main-flow", "taxi1");
  expect(deployment).toMatchObject({ work_pool_name: "zoompool", schedules: [{ schedule: { cron: "0 9 * * *" } }] });
  expect(await filterAutomations(target, {})).toMatchObject([{ actions: [{ deployment_id: deployment.id }] }]);
  const again = JSON.parse((await cli.call("transfer", "--from", "here", "--to", "there", "-o", "json")).stdout);
  const kinds = again.filter(({ kind }: { kind: string }) => kind !== "flows");
  expect(kinds.map(({ copied, failures }: { copied: number; failures: string[] }) => [copied, failures])).toEqual(
    kinds.map(() => [0, []]),
  );
});

test("numbers are copied digit for digit, so that a block's schema keeps its checksum", async () => {
  const properties = '{"rate":{"type":"number","default":60.0}}';
  const fields = `{"title":"Rate","type":"object","properties":${properties},"block_schema_references":{}}`;
  const type = await made("/block_types/", '{"name":"Rate","slug":"rate"}');
  const schema = await made("/block_schemas/", `{"block_type_id":"${type.id}","fields":${fields}}`);
  const ids = `"block_type_id":"${type.id}","block_schema_id":"${schema.id}"`;
  await made("/block_documents/", `{"name":"usual","data":{"rate":5.0},${ids}}`);
  await made("/variables/", '{"name":"large","value":[1.0,12345678901234567890]}');
  expect(await cli.call("transfer", "--from", "here", "--to", "there")).toMatchObject({ code: 0, stderr: "" });
  expect(await answered("/variables/name/large")).toContain('"value":[1.0,12345678901234567890]');
  const document = await answered("/block_types/slug/rate/block_documents/name/usual");
  expect(document).toContain('"data":{"rate":5.0}');
  expect(document).toContain(`"checksum":"${schema.checksum}"`);
});

const object = z.object({ id: z.string(), checksum: z.string().optional() });

async function made(path: string, body: string): Promise<z.output<typeof object>> {
  const headers = { "content-type": "application/json" };
  const response = await fetch(`${cli.server.url}${path}`, { method: "POST", headers, body });
  return object.parse(await response.json());
}

async function answered(path: string): Promise<string> {
  return (await fetch(`${other.url}${path}`)).text();
}

test.each([
  [["--from", "here"], 2, "From where to where? Give --from <profile> and --to <profile>."],
  [["--from", "here", "--to", "thre"], 4, "No such profile: thre. Did you mean there?"],
  [["--from", "here", "--to", "here"], 2, "here and here mean the same server."],
])("transfer %j ends with %d: %s", async (args, code, message) => {
  const outcome = await cli.call("transfer", ...args);
  expect(outcome).toMatchObject({ code, stdout: "", stderr: expect.stringContaining(`Error: ${message}`) });
});
