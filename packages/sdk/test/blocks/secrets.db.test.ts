import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { inspect } from "node:util";
import { expect, test } from "vitest";
import { z } from "zod";
import { OpsgenieWebhook, PagerDutyWebhook, SendgridEmail, TwilioSms } from "../../src/blocks/alert-blocks.ts";
import type { Block } from "../../src/blocks/block.ts";
import { block } from "../../src/blocks/block-field.ts";
import { CustomWebhook, DiscordWebhook, MattermostWebhook, SlackWebhook } from "../../src/blocks/chat-blocks.ts";
import { defineBlock } from "../../src/blocks/define-block.ts";
import { loadBlock } from "../../src/blocks/load-block.ts";
import { Secret } from "../../src/blocks/secret.ts";
import { secret } from "../../src/blocks/secret-value.ts";
import { Webhook } from "../../src/blocks/webhook.ts";
import { flow } from "../../src/flow.ts";
import { runtime } from "../../src/runtime.ts";
import { task } from "../../src/task.ts";
import { useServer } from "../support/server.ts";

const records = useServer();
const CANARY = "canary-4f1b2a";

class Own extends defineBlock({
  slug: "secrets-own",
  name: "Secrets Own",
  fields: z.object({
    token: secret(),
    keys: secret(z.record(z.string(), z.string())),
    many: z.array(z.object({ password: secret() })).default([]),
    inner: block(Secret).optional(),
  }),
}) {}

/** A block of every type that has secrets, each secret a canary. */
function everyBlock(): Block[] {
  const url = `https://example.com/${CANARY}`;
  return [
    new Secret({ value: { password: CANARY, list: [CANARY] } }),
    new Webhook({ url, headers: { authorization: CANARY } }),
    new SlackWebhook({ url }),
    new MattermostWebhook({ hostname: "h", token: CANARY }),
    new DiscordWebhook({ webhookId: CANARY, webhookToken: CANARY }),
    new CustomWebhook({ name: "c", url: "https://example.com", secrets: { key: CANARY } }),
    new PagerDutyWebhook({ integrationKey: CANARY, apiKey: CANARY }),
    new OpsgenieWebhook({ apikey: CANARY }),
    new TwilioSms({ accountSid: "a", authToken: CANARY, fromPhoneNumber: "1", toPhoneNumbers: ["2"] }),
    new SendgridEmail({ apiKey: CANARY, senderEmail: "a@example.com", toEmails: ["b@example.com"] }),
    new Own({ token: CANARY, keys: { a: CANARY }, many: [{ password: CANARY }], inner: new Secret({ value: CANARY }) }),
  ];
}

const use = task({ logPrints: true }, async function use(one: Block) {
  console.log(one, String(Object.values(one)[0]), JSON.stringify(one), inspect(one, { showHidden: true, depth: 9 }));
  throw new Error(`cannot use ${inspect(one)}`, { cause: one });
});

const leaky = flow({ logPrints: true }, async function leaky({ blocks }: { blocks: Block[] }) {
  for (const one of blocks) await use.state(one);
  return runtime.flowRun?.id ?? "";
});

async function listed(path: string, body: unknown): Promise<string> {
  const request = { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) };
  const answer = await fetch(`${records.server.url}${path}`, request);
  expect(answer.status).toBe(200);
  return answer.text();
}

test("no secret of a block is in a log, an event, a list, an error or a page of the database", async () => {
  process.env.TUTTI_LOGGING_LEVEL = "DEBUG";
  const blocks = everyBlock();
  for (const [at, one] of blocks.entries()) await one.save(`secret-${at}`);
  const loaded = await Promise.all(blocks.map((one, at) => loadBlock(`${slugOf(one)}/secret-${at}`)));
  expect(loaded).toEqual(blocks);
  const flowRunId = await leaky({ blocks: loaded });
  const shown = [
    ...(await records.messages(flowRunId)),
    JSON.stringify(await records.flowRun(flowRunId)),
    JSON.stringify(await records.taskRuns(flowRunId)),
    await listed("/block_documents/filter", { include_secrets: true }),
    await listed("/events/filter", { filter: {} }),
    await listed("/artifacts/filter", {}),
    await listed("/block_schemas/filter", {}),
    ...(await databaseFiles()),
  ];
  expect(shown.length).toBeGreaterThan(blocks.length * 2);
  expect(shown.filter((text) => text.includes(CANARY))).toEqual([]);
});

test("what is wrong with a secret is said without it", () => {
  const wrong = () => new Own({ token: [CANARY] as never, keys: { a: [CANARY] as never } });
  expect(wrong).toThrow("token: Invalid input: expected string, received array");
  expect(wrong).not.toThrow(new RegExp(CANARY));
});

function slugOf(one: Block): string {
  const { definition } = Reflect.get(one, Symbol.for("tutti.block")) as { definition: { slug: string } };
  return definition.slug;
}

async function databaseFiles(): Promise<string[]> {
  const { home } = records.server;
  const names = (await readdir(home)).filter((name) => /\.db(-wal)?$/.test(name));
  expect(names.length).toBeGreaterThan(0);
  return Promise.all(names.map((name) => readFile(join(home, name), "latin1")));
}
