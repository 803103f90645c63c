import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { NO_VIOLATIONS, violationsInBothThemes } from "./support/axe.ts";
import { Dashboard } from "./support/dashboard.ts";

const made = z.array(z.looseObject({ id: z.string() }));

let dashboard: Dashboard;

beforeAll(async () => {
  dashboard = await Dashboard.open({ TUTTI_SERVER_REGISTER_BLOCKS: "true" });
});
afterAll(async () => {
  await dashboard.close();
});

test("blocks are made from the catalogue, one within another, and their secrets stay masked", async () => {
  const watched = await dashboard.page();
  const { page } = watched;
  await watched.goto("/blocks");
  await page.getByRole("heading", { name: "No blocks yet" }).waitFor();
  await page.getByRole("link", { name: "Add a block" }).click();
  await page.getByRole("link", { name: /^AWS Credentials/ }).waitFor();
  expect(await violationsInBothThemes(watched)).toStrictEqual(NO_VIOLATIONS);
  await page.getByRole("searchbox").fill("aws cred");
  await expect.poll(() => watched.search).toBe("?q=aws+cred");
  await page.getByRole("link", { name: /^AWS Credentials/ }).click();
  const field = (name: RegExp) => page.getByLabel(name).first();
  await page.getByLabel("Block name", { exact: true }).fill("aws");
  await field(/^AWS Access Key ID/i).fill("AKIA");
  await field(/^AWS Secret Access Key/i).fill("s3cret");
  expect(await violationsInBothThemes(watched)).toStrictEqual(NO_VIOLATIONS);
  await page.getByRole("button", { name: "Save the block" }).click();
  await page.getByRole("heading", { name: "aws" }).waitFor();
  await page.getByText("********").waitFor();
  expect(await page.getByText("s3cret").count()).toBe(0);
  expect(await violationsInBothThemes(watched)).toStrictEqual(NO_VIOLATIONS);
  await watched.goto("/blocks/catalog/s3-bucket");
  await page.getByLabel("Block name", { exact: true }).fill("taxis");
  await field(/^Bucket Name/i).fill("taxi-data");
  await page.getByLabel("Kind of Credentials").selectOption("aws-credentials block");
  await page.getByLabel("Value", { exact: true }).selectOption("aws");
  await page.getByRole("button", { name: "Save the block" }).click();
  await page.getByRole("heading", { name: "taxis" }).waitFor();
  await page.getByText('await loadBlock("s3-bucket/taxis")').waitFor();
  await page.getByRole("tab", { name: "Python" }).click();
  await page.getByText('taxis = Block.load("s3-bucket/taxis")').waitFor();
  await page.getByText("Nothing on this server names it.").waitFor();
  expect(await violationsInBothThemes(watched)).toStrictEqual(NO_VIOLATIONS);
  await page.getByRole("link", { name: "aws", exact: true }).click();
  await page.getByRole("heading", { name: "aws" }).waitFor();
  await page.getByRole("region", { name: "Used by" }).getByRole("link", { name: "taxis" }).waitFor();
  expect(watched.faults).toStrictEqual([]);
});

test("results are sent to a block that stores files", async () => {
  const watched = await dashboard.page();
  const { page } = watched;
  await watched.goto("/blocks");
  await page.getByRole("button", { name: "Result storage" }).click();
  const dialog = page.getByRole("dialog", { name: "Result storage" });
  const choice = dialog.getByLabel("Results of runs go to");
  await expect
    .poll(() => choice.locator("option").allTextContents())
    .toStrictEqual(["a folder of the machine that runs the flow", "taxis (S3 Bucket)"]);
  await choice.selectOption("taxis (S3 Bucket)");
  expect(await violationsInBothThemes(watched)).toStrictEqual(NO_VIOLATIONS);
  await dialog.getByRole("button", { name: "Save" }).click();
  await page.getByText("Where results go is changed.").waitFor();
  await page.getByRole("link", { name: "taxis" }).click();
  await page.getByText("default storage").waitFor();
  expect(watched.faults).toStrictEqual([]);
  await dashboard.call("DELETE", "/admin/storage");
});

test("what sends notifications is tried by the server", async () => {
  const filter = { block_types: { slug: { any_: ["slack-webhook"] } } };
  const [type] = made.parse(await dashboard.call("POST", "/block_types/filter", filter));
  const schemas = { block_schemas: { block_type_id: { any_: [type?.id] } } };
  const [schema] = made.parse(await dashboard.call("POST", "/block_schemas/filter", schemas));
  const data = { url: "http://127.0.0.1:9/hook" };
  const body = { name: "alerts", block_type_id: type?.id, block_schema_id: schema?.id, data };
  const [block] = made.parse([await dashboard.call("POST", "/block_documents/", body)]);
  const watched = await dashboard.page();
  const { page } = watched;
  await watched.goto(`/blocks/block/${block?.id}`);
  await page.getByRole("button", { name: "Send a test" }).click();
  await page.getByText(/alerts does not work. .*private address/).waitFor();
  expect(watched.faults).toStrictEqual([]);
  await dashboard.call("DELETE", `/block_documents/${block?.id}`);
});

test("a block is edited without its secrets, and deleted", async () => {
  const watched = await dashboard.page();
  const { page } = watched;
  await watched.goto("/blocks");
  await expect.poll(() => page.locator("tbody .run-link").allTextContents()).toStrictEqual(["aws", "taxis"]);
  expect(await violationsInBothThemes(watched)).toStrictEqual(NO_VIOLATIONS);
  await page.getByRole("link", { name: "aws" }).click();
  await page.getByRole("link", { name: "Edit" }).click();
  await page
    .getByLabel(/^AWS Access Key ID/i)
    .first()
    .fill("AKIB");
  await page.getByRole("button", { name: "Save" }).click();
  await page.getByText("AKIB").waitFor();
  const path = "/block_types/slug/aws-credentials/block_documents/name/aws?include_secrets=true";
  expect(await dashboard.call("GET", path)).toMatchObject({
    data: { aws_access_key_id: "AKIB", aws_secret_access_key: "s3cret" },
  });
  await page.getByRole("button", { name: "Delete the block" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Delete the block" }).click();
  await expect.poll(() => page.locator("tbody .run-link").allTextContents()).toStrictEqual(["taxis"]);
  expect(watched.faults).toStrictEqual([]);
});
