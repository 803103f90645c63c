import { defined, oneOf, type RawSearch, textOf } from "../../url/search-params.ts";

export const ARTIFACT_TYPES = ["markdown", "table", "link", "image", "progress"] as const;
type ArtifactType = (typeof ARTIFACT_TYPES)[number];

export interface ArtifactsSearch {
  q?: string;
  type?: ArtifactType;
}

export function readArtifactsSearch(raw: RawSearch): ArtifactsSearch {
  return defined({ q: textOf(raw["q"]), type: oneOf(raw["type"], ARTIFACT_TYPES) });
}

/** The body of `POST /artifacts/latest/filter`: the newest of each key. */
export function artifactsFilters({ q, type }: ArtifactsSearch): object {
  return {
    artifacts: {
      key: q === undefined ? { exists_: true } : { like_: `%${q}%` },
      type: type === undefined ? { not_any_: ["result"] } : { any_: [type] },
    },
    sort: "UPDATED_DESC",
  };
}

export interface ArtifactKeySearch {
  /** Which of the artifacts is shown; the newest unless it is said. */
  version?: string;
  /** The version that it is held against. */
  against?: string;
}

export function readArtifactKeySearch(raw: RawSearch): ArtifactKeySearch {
  return defined({ version: textOf(raw["version"]), against: textOf(raw["against"]) });
}
