import type { BlockDocument } from "@tutti/core/wire/block-document";
import type { Deps } from "../../deps.ts";
import type { Tx } from "../command.ts";
import { emitLifecycleEvent, type LifecycleEvent } from "../events/lifecycle-event.ts";

/** `document` is as it is read by anybody, its secrets masked. Nobody hears of anonymous ones. */
export async function emitBlockDocumentEvent(
  tx: Tx,
  deps: Deps,
  verb: LifecycleEvent["verb"],
  document: BlockDocument,
): Promise<void> {
  if (document.is_anonymous) return;
  const { id, name, block_type_id, block_type_name, block_schema_id, block_schema } = document;
  await emitLifecycleEvent(tx, deps, {
    kind: "prefect.block-document",
    verb,
    id,
    name,
    payload: {
      name,
      data: plainTexts(document),
      block_schema: {
        capabilities: block_schema?.capabilities ?? [],
        block_type: { id: block_type_id, name: block_type_name ?? "" },
      },
    },
    related: [
      {
        "prefect.resource.id": `prefect.block-type.${block_type_id}`,
        "prefect.resource.role": "block-type",
        ...(block_type_name === null ? {} : { "prefect.resource.name": block_type_name }),
      },
      { "prefect.resource.id": `prefect.block-schema.${block_schema_id}`, "prefect.resource.role": "block-schema" },
    ],
  });
}

/** Those of the document's own fields that are text and no secret. */
function plainTexts({ data, block_schema }: BlockDocument): Record<string, string> {
  const secrets = block_schema?.fields["secret_fields"];
  const names = new Set<unknown>(Array.isArray(secrets) ? secrets : []);
  return Object.fromEntries(
    Object.entries(data).filter(
      (entry): entry is [string, string] => typeof entry[1] === "string" && !names.has(entry[0]),
    ),
  );
}
