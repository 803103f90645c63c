import type { z } from "zod";
import {
  type Artifact,
  artifact,
  type ArtifactCollection,
  artifactCollection,
  type artifactCreate,
  type artifactsFilterBody,
  type artifactUpdate,
  type latestArtifactsFilterBody,
} from "@tutti/core/wire/artifact";
import type { ApiClient } from "./http.ts";
import { arrayOf } from "./parsers.ts";

export function createArtifact(api: ApiClient, body: z.input<typeof artifactCreate>): Promise<Artifact> {
  return api.post("/artifacts/", body, artifact);
}

export function updateArtifact(api: ApiClient, id: string, body: z.input<typeof artifactUpdate>): Promise<void> {
  return api.send("PATCH", `/artifacts/${id}`, body);
}

export function filterArtifacts(api: ApiClient, body: z.input<typeof artifactsFilterBody>): Promise<Artifact[]> {
  return api.post("/artifacts/filter", body, arrayOf(artifact));
}

export function readArtifact(api: ApiClient, id: string): Promise<Artifact> {
  return api.get(`/artifacts/${id}`, artifact);
}

export function deleteArtifact(api: ApiClient, id: string): Promise<void> {
  return api.send("DELETE", `/artifacts/${id}`);
}

/** Of each key the newest one. */
export function filterLatestArtifacts(
  api: ApiClient,
  body: z.input<typeof latestArtifactsFilterBody>,
): Promise<ArtifactCollection[]> {
  return api.post("/artifacts/latest/filter", body, arrayOf(artifactCollection));
}
