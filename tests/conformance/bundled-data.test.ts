import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { ServerProcess } from "../support/server-process.ts";
import { PrefectClient } from "./prefect-client.ts";

// What is brought along is described in our own words and notation. Prefect's package says what must be in it.

const program = fileURLToPath(new URL("python/bundled.py", import.meta.url));
const anything = z.record(z.string(), z.unknown());
const property = z.looseObject({ default: z.unknown().optional() });
const objectSchema = z.looseObject({
  properties: z.record(z.string(), property).default({}),
  required: z.array(z.string()).default([]),
});
const reference = z.looseObject({ block_type_slug: z.string() });
const blockFields = objectSchema.extend({
  title: z.string(),
  secret_fields: z.array(z.string()),
  block_schema_references: z.record(z.string(), z.union([reference, z.array(reference)])),
});
const blockSchema = z.looseObject({ fields: blockFields, capabilities: z.array(z.string()) });
const worker = z.looseObject({
  default_base_job_configuration: z.object({ job_configuration: anything, variables: objectSchema }),
  display_name: z.string(),
  install_command: z.string(),
});
const workers = z.record(z.string(), z.record(z.string(), worker));
const theirs = z.object({ blocks: z.record(z.string(), blockSchema), workers });

const home = mkdtempSync(join(tmpdir(), "tutti-bundled-"));
let server: ServerProcess;
let prefect: z.output<typeof theirs>;

beforeAll(async () => {
  server = await ServerProcess.start({ home, port: 0, env: { TUTTI_SERVER_REGISTER_BLOCKS: "true" } });
  const client = new PrefectClient(new URL(server.url).origin);
  prefect = theirs.parse(await client.runProgram(program));
  client.close();
});
afterAll(async () => {
  await server.end("SIGTERM");
  rmSync(home, { recursive: true, force: true });
});

async function ask(path: string, method: "GET" | "POST" = "POST"): Promise<unknown> {
  const response = await fetch(`${server.api}${path}`, { method });
  return response.json();
}

/** The fields of an object, without what is said of them. */
function contentOf({ properties, required }: z.output<typeof objectSchema>): object {
  const defaults = Object.entries(properties).map(([name, { default: value }]) => [name, value ?? null]);
  return { defaults: Object.fromEntries(defaults), required: required.toSorted() };
}

function blockOf({ fields, capabilities }: z.output<typeof blockSchema>): object {
  const references = Object.entries(fields.block_schema_references).map(([name, nested]) => [
    name,
    [nested]
      .flat()
      .map((one) => one.block_type_slug)
      .toSorted(),
  ]);
  return {
    ...contentOf(fields),
    title: fields.title,
    secrets: [...new Set(fields.secret_fields)].toSorted(),
    references: Object.fromEntries(references),
    capabilities: capabilities.toSorted(),
  };
}

function workerOf(metadata: z.output<typeof worker>): object {
  const { job_configuration, variables } = metadata.default_base_job_configuration;
  const { display_name, install_command } = metadata;
  const job = withoutWords(job_configuration);
  return { ...contentOf(variables), job, display_name, install_command };
}

/** The Azure template has words in it. */
function withoutWords(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutWords);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).filter(([key]) => key !== "description");
  return Object.fromEntries(entries.map(([key, item]) => [key, withoutWords(item)]));
}

function mapped<T>(values: Record<string, T>, describe: (value: T) => unknown): object {
  return Object.fromEntries(Object.entries(values).map(([key, value]) => [key, describe(value)]));
}

/** What Prefect has no block for. */
const OURS = ["smtp-email"];

test("the same block types are registered, with the same fields, secrets, nested blocks and capabilities", async () => {
  const types = z.array(z.looseObject({ id: z.string(), slug: z.string() })).parse(await ask("/block_types/filter"));
  const slugs = new Map(types.map(({ id, slug }) => [id, slug]));
  const row = blockSchema.extend({ block_type_id: z.string() });
  const schemas = z.array(row).parse(await ask("/block_schemas/filter"));
  const ours = new Map(schemas.map((schema) => [slugs.get(schema.block_type_id), blockOf(schema)]));
  expect(OURS.filter((slug) => !ours.delete(slug))).toEqual([]);
  expect(Object.fromEntries(ours)).toEqual(mapped(prefect.blocks, blockOf));
});

test("the same types of workers are told, with the same variables and jobs", async () => {
  const ours = workers.parse(await ask("/collections/views/aggregate-worker-metadata", "GET"));
  const describe = (types: Record<string, z.output<typeof worker>>) => mapped(types, workerOf);
  expect(mapped(ours, describe)).toEqual(mapped(prefect.workers, describe));
});
