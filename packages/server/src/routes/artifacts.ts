import { ApiError } from "@tutti/core/errors";
import {
  artifact,
  artifactCollection,
  artifactCreate,
  artifactsCountBody,
  artifactsFilterBody,
  artifactUpdate,
  latestArtifactsCountBody,
  latestArtifactsFilterBody,
} from "@tutti/core/wire/artifact";
import { uuid } from "@tutti/core/wire/primitives";
import { z } from "zod";
import { defineRoute } from "../http/route.ts";

const tags = ["Artifacts"];
const params = z.object({ id: uuid });
/** Tables and reports are data of their user's: they may be larger than other requests. */
const ARTIFACT_BYTES_MAX = 16 * 1024 * 1024;

export const artifactRoutes = [
  defineRoute({
    method: "POST",
    path: "/artifacts",
    summary: "Create an artifact",
    tags,
    body: artifactCreate,
    bodyBytesMax: ARTIFACT_BYTES_MAX,
    reply: { 201: artifact },
    async handle({ body }, { store }) {
      return { status: 201, body: await store.command("createArtifact", body) };
    },
  }),
  defineRoute({
    method: "GET",
    path: "/artifacts/{id}",
    summary: "Read an artifact",
    tags,
    params,
    reply: { 200: artifact },
    errors: ["not_found"],
    async handle({ params }, { store }) {
      return { status: 200, body: found(await store.read("readArtifact", params)) };
    },
  }),
  defineRoute({
    method: "GET",
    path: "/artifacts/{key}/latest",
    summary: "Read the newest artifact of a key",
    tags,
    params: z.object({ key: z.string() }),
    reply: { 200: artifact },
    errors: ["not_found"],
    async handle({ params }, { store }) {
      return { status: 200, body: found(await store.read("readLatestArtifact", params)) };
    },
  }),
  defineRoute({
    method: "POST",
    path: "/artifacts/filter",
    summary: "List artifacts",
    tags,
    body: artifactsFilterBody,
    reply: { 200: z.array(artifact) },
    async handle({ body }, { store }) {
      return { status: 200, body: await store.read("listArtifacts", body) };
    },
  }),
  defineRoute({
    method: "POST",
    path: "/artifacts/latest/filter",
    summary: "List the newest artifact of each key",
    tags,
    body: latestArtifactsFilterBody,
    reply: { 200: z.array(artifactCollection) },
    async handle({ body }, { store }) {
      return { status: 200, body: await store.read("listLatestArtifacts", body) };
    },
  }),
  defineRoute({
    method: "POST",
    path: "/artifacts/count",
    summary: "Count artifacts",
    tags,
    body: artifactsCountBody,
    reply: { 200: z.int() },
    async handle({ body }, { store }) {
      return { status: 200, body: await store.read("countArtifacts", body) };
    },
  }),
  defineRoute({
    method: "POST",
    path: "/artifacts/latest/count",
    summary: "Count the keys that have artifacts",
    tags,
    body: latestArtifactsCountBody,
    reply: { 200: z.int() },
    async handle({ body }, { store }) {
      return { status: 200, body: await store.read("countLatestArtifacts", body) };
    },
  }),
  defineRoute({
    method: "PATCH",
    path: "/artifacts/{id}",
    summary: "Update an artifact",
    tags,
    params,
    body: artifactUpdate,
    bodyBytesMax: ARTIFACT_BYTES_MAX,
    reply: { 204: null },
    errors: ["not_found"],
    async handle({ params, body }, { store }) {
      await store.command("updateArtifact", { id: params.id, changes: body });
      return { status: 204 };
    },
  }),
  defineRoute({
    method: "DELETE",
    path: "/artifacts/{id}",
    summary: "Delete an artifact",
    tags,
    params,
    reply: { 204: null },
    errors: ["not_found"],
    async handle({ params }, { store }) {
      await store.command("deleteArtifact", params);
      return { status: 204 };
    },
  }),
];

function found<T>(artifact: T | null): T {
  if (artifact === null) throw new ApiError("not_found", "Artifact not found.");
  return artifact;
}
