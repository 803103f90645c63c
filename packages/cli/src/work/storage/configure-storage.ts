import { createBlockDocument, readBlockDocumentByName, updateBlockDocument } from "@tutti/client/block-documents";
import { filterBlockSchemas } from "@tutti/client/block-schemas";
import type { ApiClient } from "@tutti/client/http";
import { isNotFound } from "@tutti/client/response-error";
import { updateWorkPool } from "@tutti/client/work-pools";
import { TuttiError } from "@tutti/core/errors";
import { findBlock, findBlockType } from "../../blocks/find-block.ts";
import type { CommandContext } from "../../context.ts";
import { ask } from "../../prompts.ts";
import { findWorkPool } from "../find-work-pool.ts";
import { BUNDLE_STORES, type BundleStore, type BundleStoreName } from "./bundle-stores.ts";
import type { LauncherFlags } from "./storage-options.ts";

export interface StorageFlags extends LauncherFlags {
  /** The bucket or container. */
  readonly place: string | null;
  /** The name of a block. */
  readonly credentials: string | null;
}

/** Says where a pool's runs get bundles of code from, and where their results go. */
export async function configureStorage(
  context: CommandContext,
  pool: string,
  name: BundleStoreName,
  flags: StorageFlags,
): Promise<void> {
  const store = BUNDLE_STORES[name];
  const api = await context.connect();
  await findWorkPool(api, pool);
  const { credentials } = flags;
  const credentialsId =
    credentials === null ? null : (await findBlock(api, `${store.credentialsType}/${credentials}`, null)).id;
  const place = flags.place ?? (await askPlace(context, store));
  const step = { [store.place]: place, ...(credentials === null ? {} : { [store.credentialsField]: credentials }) };
  await updateWorkPool(api, pool, {
    storage_configuration: {
      bundle_upload_step: { [`${store.module}.upload`]: { ...step, ...startOf(store, launcher(flags, "upload")) } },
      bundle_execution_step: {
        [`${store.module}.execute`]: { ...step, ...startOf(store, launcher(flags, "execution")) },
      },
      default_result_storage_block_id: await resultBlock(api, store, pool, { place, credentialsId }),
    },
  });
  context.output.say(`The work pool ${pool} keeps code and results in ${store.title}, ${place}.`);
}

async function askPlace(context: CommandContext, store: BundleStore): Promise<string> {
  const problem = (answer: string) => (answer.trim() === "" ? `Name the ${store.place}.` : null);
  const instead = `${store.flag} NAME`;
  return (await ask(context, { message: `Which ${store.place} of ${store.title}?`, instead, problem })).trim();
}

/** Without a launcher the package with the steps is fetched when they are started. */
function startOf({ requires }: BundleStore, words: readonly string[]): Record<string, unknown> {
  return words.length === 0 ? { requires } : { launcher: [...words] };
}

/** Throws `invalid_usage` for words without a program that they stand behind. */
function launcher(flags: LauncherFlags, step: "upload" | "execution"): string[] {
  const [own, ownWords] =
    step === "upload"
      ? [flags.uploadLauncher, flags.uploadLauncherArg]
      : [flags.executionLauncher, flags.executionLauncherArg];
  const program = own ?? flags.launcher;
  const words = [...flags.launcherArg, ...ownWords];
  if (program !== null) return [program, ...words];
  if (words.length === 0) return [];
  throw new TuttiError("invalid_usage", `Which program do the words ${words.join(" ")} stand behind? Give --launcher.`);
}

/** The block that results go to, of this pool alone: it is made, or told the new place. Gives its id. */
async function resultBlock(
  api: ApiClient,
  { resultBlock: { type, place, credentials, rest } }: BundleStore,
  pool: string,
  told: { readonly place: string; readonly credentialsId: string | null },
): Promise<string> {
  const blockType = await findBlockType(api, type);
  const ofType = { block_type_id: { any_: [blockType.id] } };
  const [schema] = await filterBlockSchemas(api, { block_schemas: ofType, limit: 1 });
  if (schema === undefined) throw new TuttiError("not_found", `The block type ${type} has no schema.`);
  const { credentialsId } = told;
  const reference = credentialsId === null ? {} : { [credentials]: { $ref: { block_document_id: credentialsId } } };
  const data = { [place]: told.place, ...rest, ...reference };
  const name = `default-${pool.toLowerCase().replaceAll(/[^a-z0-9-]/g, "-")}-result-storage`;
  const known = await readBlockDocumentByName(api, type, name).catch((error: unknown) => {
    if (isNotFound(error)) return null;
    throw error;
  });
  if (known === null) {
    const made = { name, data, block_type_id: blockType.id, block_schema_id: schema.id };
    return (await createBlockDocument(api, made)).id;
  }
  await updateBlockDocument(api, known.id, { block_schema_id: schema.id, data, merge_existing_data: false });
  return known.id;
}
