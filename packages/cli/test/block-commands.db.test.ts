import { readBlockDocumentByName } from "@tutti/client/block-documents";
import { expect, test } from "vitest";
import { CliServer } from "./support/cli-server.ts";

const cli = new CliServer();
const block = (...args: string[]) => cli.call("block", ...args);

test("a block is made from fields, and its secrets are masked", async () => {
  const made = await block("create", "secret", "-n", "password", "-f", "value=hunter2");
  expect({ code: made.code, stdout: made.stdout }).toEqual({
    code: 0,
    stdout: expect.stringMatching(/^Block +secret\/password\nId +\S+\nDashboard +\S+\/blocks\/block\/\S+\n$/),
  });
  const shown = await block("inspect", "secret/password");
  expect(shown.stdout).toMatch(/^Block +secret\/password\nType +Secret\n[^]*\nFields\nvalue +\*{8}\n$/);
  expect(await block("create", "secret", "-n", "password", "-f", "value=x")).toMatchObject({ code: 1 });
  expect(await block("create", "secret", "-n", "password", "-f", "value=x", "--overwrite")).toMatchObject({
    code: 0,
  });
});

test("a block that holds another names it, and keeps to the types of its fields", async () => {
  await block("create", "aws-credentials", "-n", "aws", "-f", "aws_access_key_id=me", "-f", "region_name=eu-west-1");
  const fields = ["-f", "bucket_name=12", "-f", "credentials=aws-credentials/aws"];
  const made = await block("create", "s3-bucket", "-n", "data", ...fields);
  expect(made).toMatchObject({ code: 0 });
  const { data, block_document_references } = await readBlockDocumentByName(cli.api, "s3-bucket", "data");
  expect(data).toMatchObject({ bucket_name: "12", credentials: { aws_access_key_id: "me" } });
  expect(Object.keys(block_document_references)).toEqual(["credentials"]);
});

test("blocks and their types are listed and shown", async () => {
  const { stdout } = await block("ls");
  expect(
    stdout
      .trimEnd()
      .split("\n")
      .map((line) => line.split(/ {2,}/).slice(0, 2)),
  ).toEqual([
    ["BLOCK", "TYPE"],
    ["aws-credentials/aws", "AWS Credentials"],
    ["s3-bucket/data", "S3 Bucket"],
    ["secret/password", "Secret"],
  ]);
  expect((await block("type", "ls")).stdout).toMatch(/\nsecret +Secret +\S/);
  const type = await block("type", "inspect", "s3-bucket");
  expect(type.stdout).toMatch(/\nFields\nNAME +IS +NEEDED +DESCRIPTION\n[^]*bucket_name +text +yes/);
  expect(await cli.json("block", "type", "inspect", "secret")).toMatchObject({ slug: "secret", block_schema: {} });
});

test.each([
  [["create", "secrt"], 4, "No block type is called secrt. Did you mean secret?"],
  [["create", "secret"], 2, "What is missing, nobody can be asked for here: give --name <name> --field value=…."],
  [["create", "secret", "-n", "x", "-f", "valu=1"], 2, "secret has no field valu. Did you mean value? It has value."],
  [
    ["create", "s3-bucket", "-n", "x", "-f", "bucket_name=x", "-f", "credentials=aws"],
    2,
    "The field credentials holds a block: give ",
  ],
  [
    ["create", "s3-bucket", "-n", "x", "-f", "bucket_name=x", "-f", "credentials=secret/password"],
    2,
    "The field credentials holds a block: give ",
  ],
  [
    ["create", "s3-bucket", "-n", "x", "-f", "bucket_name=x", "-f", "credentials=aws-credentials/nowhere"],
    4,
    "No block is called aws-credentials/nowhere.",
  ],
  [
    ["create", "email-server-credentials", "-n", "x", "-f", "smtp_port=many"],
    2,
    "The field smtp_port does not take this: it must be number. Nothing was saved.",
  ],
  [
    ["create", "gcp-credentials", "-n", "x", "-f", "service_account_info=canary"],
    2,
    "The field service_account_info does not take this: it must be JSON. Nothing was saved.",
  ],
  [["inspect", "password"], 2, "A block is named <type>/<name>, not password."],
  [["inspect", "secret/pasword"], 4, "No block is called secret/pasword. Did you mean secret/password?"],
  [["inspect"], 2, "Which block? Give <type>/<name>, or --id <id>: one of them."],
  [["type", "delete", "secret", "-y"], 1, "DELETE /block_types/"],
])("block %j ends with %d: %s", async (args, code, message) => {
  const outcome = await block(...args);
  expect(outcome).toMatchObject({ code, stdout: "", stderr: expect.stringContaining(`Error: ${message}`) });
});

test("a block is deleted when that is meant", async () => {
  expect(await block("delete", "secret/password")).toMatchObject({ code: 2 });
  expect(await block("delete", "secret/password", "-y")).toMatchObject({ code: 0 });
  expect(await block("inspect", "secret/password")).toMatchObject({ code: 4 });
});
