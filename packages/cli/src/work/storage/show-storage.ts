import { isJsonObject, type JsonObject } from "@tutti/core/json-object";
import type { CommandContext } from "../../context.ts";
import { oneLine } from "../../plain-text.ts";
import { findWorkPool } from "../find-work-pool.ts";
import { BUNDLE_STORES } from "./bundle-stores.ts";

interface Storage {
  readonly type: string | null;
  readonly upload: JsonObject;
  readonly execution: JsonObject;
}

/** Shows where a pool's runs get bundles of code from; for programs as Prefect's command line does. */
export async function showStorage(
  { output, connect }: CommandContext,
  pool: string,
  options: { readonly output: string | null },
): Promise<void> {
  const { storage_configuration: configuration } = await findWorkPool(await connect(), pool);
  const upload = stepOf(configuration.bundle_upload_step);
  const execution = stepOf(configuration.bundle_execution_step);
  const storage: Storage = { type: storeOf(upload.name), upload: upload.inputs, execution: execution.inputs };
  const isSet = upload.name !== null || execution.name !== null;
  if (options.output === "json") output.json(isSet ? storage : {});
  else if (isSet) {
    output.facts([
      ["Type", storage.type ?? oneLine(upload.name ?? "")],
      ...lines("Upload", upload.inputs),
      ...lines("Execution", execution.inputs),
      ["Results", configuration.default_result_storage_block_id ?? null],
    ]);
  } else {
    output.say(`The work pool ${pool} has no storage: its runs get their code by the steps of their deployments.`);
    output.say(output.styleAside("dim", `  To set one: tutti work-pool storage configure s3 ${pool} --bucket NAME`));
  }
}

function stepOf(step: unknown): { readonly name: string | null; readonly inputs: JsonObject } {
  const [[name, inputs] = [null, {}]] = isJsonObject(step) ? Object.entries(step) : [];
  return { name: name ?? null, inputs: isJsonObject(inputs) ? inputs : {} };
}

function storeOf(step: string | null): string | null {
  const store = Object.values(BUNDLE_STORES).find(({ module }) => step?.startsWith(`${module}.`) === true);
  return store?.title ?? null;
}

function lines(name: string, inputs: JsonObject): (readonly [string, string])[] {
  const text = (value: unknown) => oneLine(typeof value === "string" ? value : (JSON.stringify(value) ?? ""));
  return Object.entries(inputs).map(([key, value], index) => [index === 0 ? name : "", `${key} ${text(value)}`]);
}
