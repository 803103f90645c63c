import type { DocumentLibrary } from "./block-document-library.ts";

/**
 * How many documents are shown where each of these is: itself, and all that are nested in it, as often as they stand there.
 * None where they are nested deeper than `depthMax`, or in a circle.
 */
export function documentPlaces(
  { documents, references }: Pick<DocumentLibrary, "documents" | "references">,
  depthMax: number,
): ReadonlyMap<string, number> {
  const places = new Map<string, number>();
  const nestedIn = (id: string) =>
    (references.get(id) ?? []).map(({ referenceId }) => referenceId).filter((nested) => documents.has(nested));
  let open = [...documents.keys()];
  // A document stands in any number of places: each is looked at once a level, not once a place.
  for (let depth = 0; depth <= depthMax && open.length > 0; depth++) {
    const counted = open
      .filter((id) => nestedIn(id).every((nested) => places.has(nested)))
      .map((id) => ({ id, count: nestedIn(id).reduce((sum, nested) => sum + (places.get(nested) ?? 0), 1) }));
    for (const { id, count } of counted) places.set(id, count);
    open = open.filter((id) => !places.has(id));
  }
  return places;
}
