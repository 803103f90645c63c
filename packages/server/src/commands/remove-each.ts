import type { LiveChange } from "@tutti/core/wire/live";
import type { Outcome } from "./command.ts";

/** Removes the rows one after another and says which: those that are gone meanwhile (null) are not among them. */
export async function removeEach(
  rows: readonly { readonly id: string }[],
  remove: (id: string) => Promise<readonly LiveChange[] | null>,
): Promise<Outcome<{ deleted: string[] }>> {
  const deleted: string[] = [];
  const gone: LiveChange[] = [];
  for (const { id } of rows) {
    const changes = await remove(id);
    if (changes === null) continue;
    deleted.push(id);
    gone.push(...changes);
  }
  return { result: { deleted }, changes: () => gone };
}
