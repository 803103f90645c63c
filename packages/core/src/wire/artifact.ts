import { z } from "zod";
import { anyOrNotText, anyUuid, keyFilter, operator } from "./filter-fields.ts";
import { opaque, orDefault, pageLimit, pageOffset, stored, uuid } from "./primitives.ts";
import { objectFilters } from "./run-query.ts";

const metadata = z.record(z.string(), z.string());

const fields = {
  type: z.string().nullable(),
  description: z.string().nullable(),
  data: opaque,
  metadata_: metadata.nullable(),
  flow_run_id: uuid.nullable(),
  task_run_id: uuid.nullable(),
};

export const artifact = z.object({ ...stored, key: z.string().nullable(), ...fields });
export type Artifact = z.infer<typeof artifact>;

export const artifactCollection = z.object({ ...stored, key: z.string(), latest_id: uuid, ...fields });
export type ArtifactCollection = z.infer<typeof artifactCollection>;

export const artifactCreate = z.strictObject({
  key: z
    .string()
    .regex(/^[a-z0-9-]*$/)
    .nullish(),
  type: z.string().nullish(),
  description: z.string().nullish(),
  data: opaque.optional(),
  metadata_: metadata.nullish(),
  flow_run_id: uuid.nullish(),
  task_run_id: uuid.nullish(),
});
export type ArtifactCreate = z.output<typeof artifactCreate>;

export const artifactUpdate = z.strictObject({
  data: opaque.optional(),
  description: z.string().nullish(),
  metadata_: metadata.nullish(),
});
export type ArtifactUpdate = z.output<typeof artifactUpdate>;

const runs = { flow_run_id: anyUuid.nullish(), task_run_id: anyUuid.nullish(), type: anyOrNotText.nullish() };
export const artifactFilter = z.strictObject({ operator, id: anyUuid.nullish(), key: keyFilter.nullish(), ...runs });
export type ArtifactFilter = z.output<typeof artifactFilter>;
export const artifactCollectionFilter = z.strictObject({
  operator,
  latest_id: anyUuid.nullish(),
  key: keyFilter.nullish(),
  ...runs,
});
export type ArtifactCollectionFilter = z.output<typeof artifactCollectionFilter>;

export const artifactSort = z.enum(["CREATED_DESC", "UPDATED_DESC", "ID_DESC", "KEY_DESC", "KEY_ASC"]);
const paging = { sort: orDefault(artifactSort, "ID_DESC" as const), limit: pageLimit, offset: pageOffset };

export const artifactsFilterBody = z.object({
  artifacts: orDefault(artifactFilter, null),
  ...objectFilters,
  ...paging,
});
export const artifactsCountBody = z.object({ artifacts: orDefault(artifactFilter, null), ...objectFilters });
export const latestArtifactsFilterBody = z.object({
  artifacts: orDefault(artifactCollectionFilter, null),
  ...objectFilters,
  ...paging,
});
export const latestArtifactsCountBody = z.object({
  artifacts: orDefault(artifactCollectionFilter, null),
  ...objectFilters,
});
