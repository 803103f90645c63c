/**
 * Blocks and results that Python and TypeScript share: the other side of `python/shared_blocks.py`. Run as
 * `node shared-blocks.ts save|load|results|read FOLDER [RUN_ID]`. The last line printed is a JSON object.
 */
import {
  block,
  defineBlock,
  flow,
  getFlowRun,
  getTaskRuns,
  loadBlock,
  LocalFileSystem,
  runtime,
  secret,
  Secret,
  SlackWebhook,
  task,
  Webhook,
} from "tutti";
import { z } from "zod";

class SharedLogin extends defineBlock({
  slug: "shared-login",
  name: "Shared Login",
  fields: z.object({ userName: z.string(), password: secret() }),
}) {}

class SharedKey extends defineBlock({
  slug: "shared-key",
  name: "Shared Key",
  fields: z.object({ apiKey: secret() }),
}) {}

class SharedShelf extends defineBlock({
  slug: "shared-shelf",
  name: "Shared Shelf",
  fields: z.object({
    shelfName: z.string(),
    login: block(SharedLogin, SharedKey),
    headers: secret(z.record(z.string(), z.string())).optional(),
    rowCount: z.int().default(3),
    note: z.string().optional(),
  }),
}) {}

function shelf({ shelfName, login, headers, rowCount, note }: SharedShelf) {
  return {
    shelfName,
    login: [login.constructor.name, login instanceof SharedLogin ? login.password.get() : null],
    headers: headers?.get() ?? null,
    rowCount,
    note: note ?? null,
  };
}

async function save(folder: string): Promise<unknown> {
  await new Secret({ value: "ts-text" }).save("ts-text");
  await new Secret({ value: { user: "u", list: [5.5, null] } }).save("ts-json");
  await new LocalFileSystem({ basepath: folder }).save("ts-files");
  await new SlackWebhook({ url: "https://hooks.example.com/ts" }).save("ts-slack");
  await new Webhook({ url: "https://example.com/ts", headers: { "x-key": "k" } }).save("ts-hook");
  const login = new SharedLogin({ userName: "ts", password: "ts-password" });
  await new SharedShelf({ shelfName: "loose", login }).save("ts-loose");
  await login.save("ts-login");
  await new SharedShelf({ shelfName: "ts", login, headers: { x: "y" } }).save("ts-shelf");
  return {};
}

async function load(folder: string): Promise<unknown> {
  const slack = await SlackWebhook.load("py-slack");
  const hook = await Webhook.load("py-hook");
  return {
    text: (await Secret.load("py-text")).get(),
    json: (await loadBlock<Secret>("secret/py-json")).get(),
    files: (await LocalFileSystem.load("py-files")).basepath === folder,
    slack: [slack.notifyType, slack.url.get()],
    hook: [hook.method, hook.url.get(), hook.headers?.get()],
    shelf: shelf(await SharedShelf.load("py-shelf")),
    loose: shelf(await SharedShelf.load("py-loose")),
  };
}

const valueOf = task(
  { resultStorageKey: "ts-{parameters.name}", taskRunName: "{name}" },
  async function valueOf(name: string): Promise<unknown> {
    const values: Record<string, unknown> = {
      plain: { a: [1, 2.5, null, "grüße"] },
      date: new Date("2024-05-06T07:08:09Z"),
      big: 2n ** 70n,
    };
    return values[name];
  },
);

const tsResults = flow(
  { resultStorage: "local-file-system/ts-files", resultSerializer: "json" },
  async function tsResults() {
    for (const name of ["plain", "date", "big"]) await valueOf(name);
    await valueOf.withOptions({ resultSerializer: "compressed/json", resultStorageKey: "ts-small" })("plain");
    return { id: runtime.flowRun?.id };
  },
);

async function read(_folder: string, id: string): Promise<unknown> {
  const run = await getFlowRun(id);
  const values: unknown[] = [];
  for (const one of await getTaskRuns(id)) {
    const value = await one.result().catch((error: unknown) => `unread: ${String(error)}`);
    values.push(typeof value === "object" && value !== null && value.constructor === Object ? value : String(value));
  }
  return { flow: await run.result(), tasks: values };
}

const parts: Record<string, (folder: string, id: string) => Promise<unknown>> = {
  save,
  load,
  read,
  results: () => tsResults(),
};

const [part = "", folder = "", id = ""] = process.argv.slice(2);
process.stdout.write(`\n${JSON.stringify(await parts[part]?.(folder, id))}\n`);
