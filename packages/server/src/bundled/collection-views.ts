import type { JsonObject } from "@tutti/core/json-object";
import { sha256Hex } from "../digest.ts";
import { bundledBlocks } from "./block-list.ts";
import { registrationOf } from "./block-registrations.ts";
import type { BundledWorker } from "./bundled-worker.ts";
import { letterLogo } from "./letter-logo.ts";
import { objectSchema } from "./schema-fields.ts";
import { bundledWorkers } from "./worker-list.ts";

// What clients ask to know of Prefect's collections of Python packages: from data of our own, without a network.

const bySlug = new Map(bundledBlocks.map((block) => [block.slug, block]));

const views: Readonly<Record<string, () => JsonObject>> = {
  "aggregate-worker-metadata": () =>
    byCollection(bundledWorkers, (workers) =>
      Object.fromEntries(workers.map((worker) => [worker.type, workerMetadata(worker)])),
    ),
  "aggregate-block-metadata": () =>
    byCollection(bundledBlocks, (blocks) => ({
      block_types: Object.fromEntries(
        blocks.map((block) => {
          const { type, fields, capabilities } = registrationOf(block);
          return [block.slug, { ...type, block_schema: { fields, capabilities } }];
        }),
      ),
    })),
  // No flows are brought along.
  "aggregate-flow-metadata": () => ({}),
  "demo-flows": () => ({}),
};

/** The view of that name, or null when there is none. */
export function collectionView(name: string): JsonObject | null {
  return Object.hasOwn(views, name) ? (views[name]?.() ?? null) : null;
}

function workerMetadata(worker: BundledWorker): JsonObject {
  return {
    default_base_job_configuration: {
      job_configuration: worker.jobConfiguration,
      variables: objectSchema(worker.variables, bySlug, sha256Hex),
    },
    description: worker.words,
    display_name: worker.displayName,
    documentation_url: null,
    install_command: `pip install ${worker.collection}`,
    is_beta: false,
    logo_url: letterLogo(worker.displayName),
    type: worker.type,
  };
}

function byCollection<T extends { readonly collection: string }>(
  items: readonly T[],
  describe: (items: readonly T[]) => JsonObject,
): JsonObject {
  const names = [...new Set(items.map(({ collection }) => collection))];
  return Object.fromEntries(
    names.map((name) => [name, describe(items.filter(({ collection }) => collection === name))]),
  );
}
