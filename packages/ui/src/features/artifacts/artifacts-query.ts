import type { Artifact, ArtifactCollection } from "@tutti/core/wire/artifact";
import type { LiveTopic } from "@tutti/core/wire/live";
import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { request } from "../../api/http.ts";
import { readLive } from "../../api/live.ts";
import { readAll } from "../../api/read-all.ts";
import { readRunNames } from "../../api/run-names.ts";
import { type ArtifactsSearch, artifactsFilters } from "./artifacts-search.ts";

export const ARTIFACT_TOPICS: readonly LiveTopic[] = ["events:prefect.artifact-collection."];

export function latestArtifacts(search: ArtifactsSearch) {
  return queryOptions({
    queryKey: ["artifacts", "latest", search],
    queryFn: ({ signal }) => readLive(ARTIFACT_TOPICS, () => readLatest(search, signal)),
    placeholderData: keepPreviousData,
  });
}

/** The newest artifact of a key, and what the run is called that made it. */
export interface LatestArtifact extends ArtifactCollection {
  readonly flow_run_name: string | null;
}

async function readLatest(search: ArtifactsSearch, signal: AbortSignal): Promise<LatestArtifact[]> {
  const body = artifactsFilters(search);
  const latest = await readAll<ArtifactCollection>("/artifacts/latest/filter", body, { signal });
  const names = await readRunNames(
    latest.map(({ flow_run_id }) => flow_run_id),
    signal,
  );
  return latest.map((artifact) => ({ ...artifact, flow_run_name: names.get(artifact.flow_run_id ?? "") ?? null }));
}

const VERSIONS_MAX = 50;

/** The artifacts of a key, the newest first. */
export function artifactVersions(key: string) {
  return queryOptions({
    queryKey: ["artifacts", "key", key],
    queryFn: ({ signal }) =>
      readLive(ARTIFACT_TOPICS, () =>
        request<Artifact[]>("/artifacts/filter", {
          method: "POST",
          body: { artifacts: { key: { any_: [key] } }, sort: "CREATED_DESC", limit: VERSIONS_MAX },
          signal,
        }),
      ),
  });
}

export function artifact(id: string) {
  return queryOptions({
    queryKey: ["artifacts", "one", id],
    queryFn: ({ signal }) => request<Artifact>(`/artifacts/${id}`, { signal }),
  });
}
