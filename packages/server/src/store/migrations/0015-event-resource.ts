import type { Migration } from "./migration.ts";

/** Events of a resource, and how it was called last, are found without reading the others. */
export const eventResource: Migration = {
  number: 15,
  name: "event-resource",
  statements: () => [`create index event_resource on event (resource_id, occurred)`],
};
