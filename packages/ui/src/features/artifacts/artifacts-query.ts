import type { Artifact, ArtifactCollection } from "@tutti/core/wire/artifact";
import type { LiveTopic } from "@tutti/core/wire/live";
import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { request } from "../../api/http.ts";
import { type ArtifactsSearch, artifactsFilters } from "./artifacts-search.ts";

export const ARTIFACT_TOPICS: readonly LiveTopic[] = ["events:prefect.artifact-collection."];

export function latestArtifacts(search: ArtifactsSearch) {
  return queryOptions({
    queryKey: ["artifacts", "latest", search],
    queryFn: ({ signal }) =>
      request<ArtifactCollection[]>("/artifacts/latest/filter", {
        method: "POST",
        body: artifactsFilters(search),
        signal,
      }),
    placeholderData: keepPreviousData,
  });
}

const VERSIONS_MAX = 50;

/** The artifacts of a key, the newest first. */
export function artifactVersions(key: string) {
  return queryOptions({
    queryKey: ["artifacts", "key", key],
    queryFn: ({ signal }) =>
      request<Artifact[]>("/artifacts/filter", {
        method: "POST",
        body: { artifacts: { key: { any_: [key] } }, sort: "CREATED_DESC", limit: VERSIONS_MAX },
        signal,
      }),
  });
}

export function artifact(id: string) {
  return queryOptions({
    queryKey: ["artifacts", "one", id],
    queryFn: ({ signal }) => request<Artifact>(`/artifacts/${id}`, { signal }),
  });
}
