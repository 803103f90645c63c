import { deleteArtifact, readArtifact } from "@tutti/client/artifacts";
import { isNotFound } from "@tutti/client/response-error";
import { TuttiError } from "@tutti/core/errors";
import type { CommandContext } from "../context.ts";
import type { ExitCode } from "../exit-code.ts";
import { removeConfirmed } from "../remove-confirmed.ts";
import { artifactVersions } from "./show-artifacts.ts";

/** Deletes all versions of a key, or the one artifact that has the id. */
export async function removeArtifacts(
  context: CommandContext,
  key: string | undefined,
  options: { readonly id: string | null; readonly yes: boolean },
): Promise<ExitCode> {
  if ((key === undefined) === (options.id === null)) {
    throw new TuttiError("invalid_usage", "Which artifact? Give its key, or --id <id>: one of them.");
  }
  const api = await context.connect();
  if (options.id !== null) {
    const { id } = options;
    await readArtifact(api, id).catch((error: unknown) => {
      if (!isNotFound(error)) throw error;
      throw new TuttiError("not_found", `No artifact has the id ${id}.`, { cause: error });
    });
    return removeConfirmed(context, `the artifact ${id}`, options.yes, () => deleteArtifact(api, id));
  }
  const versions = await artifactVersions(api, key ?? "", Number.MAX_SAFE_INTEGER);
  const what = `the artifact ${key ?? ""}, ${versions.length} version${versions.length === 1 ? "" : "s"}`;
  return removeConfirmed(context, what, options.yes, async () => {
    for (const { id } of versions) await deleteArtifact(api, id);
  });
}
