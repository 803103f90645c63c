import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { inspect } from "node:util";
import { createBlockDocument } from "@tutti/client/block-documents";
import { filterBlockSchemas } from "@tutti/client/block-schemas";
import { readBlockType } from "@tutti/client/block-types";
import { BLOCK, blockClassOf, type AnyBlockClass } from "@tutti/sdk/blocks/block-mark";
import { loadBlock } from "@tutti/sdk/blocks/load-block";
import { registerBlockClass } from "@tutti/sdk/blocks/register-block";
import { disconnect } from "@tutti/sdk/connection";
import { flow } from "@tutti/sdk/flow";
import { getLogger } from "@tutti/sdk/get-logger";
import { task } from "@tutti/sdk/task";
import { afterAll, beforeAll, expect, test } from "vitest";
import { CliServer } from "./support/cli-server.ts";

// A canary stands in every secret of every class of blocks that the packages define. Flows load them, use them wrongly, print
// and log them; the command line shows what it can. The canary is nowhere but where `get()` gave it.

const CANARY = "canary-91c5d2e7";
const PACKAGES = join(import.meta.dirname, "..", "..");

const cli = new CliServer();

beforeAll(() => {
  Object.assign(process.env, { TUTTI_API_URL: cli.server.url, TUTTI_HOME: cli.server.home });
  process.env["TUTTI_LOGGING_LEVEL"] = "DEBUG";
});
afterAll(async () => {
  await disconnect();
  for (const name of ["TUTTI_API_URL", "TUTTI_HOME", "TUTTI_LOGGING_LEVEL"]) delete process.env[name];
});

/** The files of the packages that define blocks. */
async function definingFiles(): Promise<string[]> {
  const integrations = await readdir(join(PACKAGES, "integrations"));
  const folders = [
    join(PACKAGES, "sdk/src/blocks"),
    ...integrations.map((name) => join(PACKAGES, "integrations", name, "src")),
  ];
  const files: string[] = [];
  for (const folder of folders) {
    for (const name of await readdir(folder)) {
      if (!name.endsWith(".ts")) continue;
      const text = await readFile(join(folder, name), "utf8");
      if (/extends defineBlock\(/.test(text)) files.push(join(folder, name));
    }
  }
  return files.sort();
}

async function definedClasses(): Promise<AnyBlockClass[]> {
  const classes: AnyBlockClass[] = [];
  for (const file of await definingFiles()) {
    const exported: object = await import(pathToFileURL(file).href);
    classes.push(...Object.values(exported).flatMap((value) => blockClassOf(value) ?? []));
  }
  return classes;
}

/** Values for what a schema needs, and a canary at each path of a secret. */
function filled(fields: Record<string, unknown>): Record<string, unknown> {
  const { properties, required, secret_fields } = fields;
  const needed = Array.isArray(required) ? required : [];
  const data: Record<string, unknown> = {};
  for (const [name, field] of Object.entries(Object(properties))) {
    if (needed.includes(name)) data[name] = sample(Object(field));
  }
  for (const path of Array.isArray(secret_fields) ? secret_fields : []) putCanary(data, String(path).split("."));
  return data;
}

function sample({ type, enum: options, const: only }: { type?: string; enum?: unknown[]; const?: unknown }): unknown {
  if (options !== undefined) return options[0];
  if (only !== undefined) return only;
  if (type === "array") return [];
  if (type === "integer" || type === "number") return 1;
  return type === "object" ? {} : "x";
}

function putCanary(data: Record<string, unknown>, path: readonly string[]): void {
  let place = data;
  for (const name of path.slice(0, -1)) {
    if (typeof place[name] !== "object" || place[name] === null) place[name] = {};
    place = place[name] as Record<string, unknown>;
  }
  const last = path.at(-1) ?? "";
  place[last === "*" ? "any" : last] = CANARY;
}

/** Saves a document of each class that has secrets; answers their names. */
async function saveDocuments(): Promise<string[]> {
  const saved: string[] = [];
  for (const blockClass of await definedClasses()) {
    const { slug } = blockClass[BLOCK];
    await registerBlockClass(blockClass);
    const type = await readBlockType(cli.api, slug);
    const [schema] = await filterBlockSchemas(cli.api, {
      block_schemas: { block_type_id: { any_: [type.id] } },
      limit: 1,
    });
    if (schema === undefined || !JSON.stringify(filled(schema.fields)).includes(CANARY)) continue;
    const ids = { block_type_id: type.id, block_schema_id: schema.id };
    await createBlockDocument(cli.api, { ...ids, name: "bird", data: filled(schema.fields) });
    saved.push(`${slug}/bird`);
  }
  return saved;
}

const leak = task({ logPrints: true }, async function leak(block: object) {
  console.log(block, String(Object.values(block)[0]), JSON.stringify(block));
  getLogger().error(inspect(block, { showHidden: true, depth: 9 }));
  throw new Error(`cannot use ${inspect(block)}`, { cause: block });
});

/** What loading each, and a task that fails with it, says. */
const useAll = flow({ logPrints: true, persistResult: false }, async function useAll({ names }: { names: string[] }) {
  const said: string[] = [];
  for (const name of names) {
    try {
      said.push(inspect((await leak.state(await loadBlock(name))).error));
    } catch (error) {
      said.push(inspect(error, { depth: 9 }));
    }
  }
  return said;
});

async function listed(path: string, body: object = {}): Promise<string> {
  const init = { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) };
  const answer = await fetch(`${cli.server.url}${path}`, init);
  expect([path, answer.status]).toEqual([path, 200]);
  return answer.text();
}

/** What the command line shows of blocks, and says when one is given wrongly. */
async function shownByCommands(names: readonly string[]): Promise<string[]> {
  const calls = [
    ["block", "ls"],
    ["block", "ls", "-o", "json"],
    ["event", "ls"],
    ["task-run", "ls", "-o", "json"],
  ];
  for (const name of names) {
    const [slug = ""] = name.split("/");
    calls.push(["block", "inspect", name], ["block", "inspect", name, "-o", "json"]);
    calls.push(["block", "create", slug, "-n", "wrong", "-f", `nothing=${CANARY}`, "-f", `no_such_field=${CANARY}`]);
  }
  const shown: string[] = [];
  for (const call of calls) shown.push(JSON.stringify([call.slice(0, 3), await cli.call(...call)]));
  return shown;
}

async function databaseFiles(): Promise<string[]> {
  const names = (await readdir(cli.server.home)).filter((name) => /\.db(-wal)?$/.test(name));
  expect(names.length).toBeGreaterThan(0);
  return Promise.all(names.map((name) => readFile(join(cli.server.home, name), "latin1")));
}

test("no secret of a block of any package is in an error, a log, an event, a list, a page of the database or a command's output", async () => {
  const names = await saveDocuments();
  expect(names.length).toBeGreaterThan(15);
  const said = await useAll({ names });
  expect(said.filter((text) => text.includes("cannot use")).length).toBeGreaterThan(names.length / 2);
  const lists = ["/logs/filter", "/flow_runs/filter", "/task_runs/filter", "/artifacts/filter", "/events/filter"];
  const [logs = "", ...records] = await Promise.all(lists.map((path) => listed(path)));
  expect(logs).toContain("SecretValue(********)");
  const shown = [
    ...said,
    logs,
    ...records,
    await listed("/block_documents/filter", { include_secrets: true }),
    await listed("/block_schemas/filter"),
    ...(await shownByCommands(names)),
    ...(await databaseFiles()),
  ];
  expect(shown.flatMap((text) => (text.includes(CANARY) ? [excerpt(text)] : []))).toEqual([]);
});

function excerpt(text: string): string {
  const at = text.indexOf(CANARY);
  return text.slice(Math.max(0, at - 300), at + 50);
}
