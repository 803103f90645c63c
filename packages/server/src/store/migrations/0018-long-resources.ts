import type { Migration } from "./migration.ts";

/**
 * Events of resources whose ids are too long for an index are kept like all others, and so is what a trigger counts for
 * them: `key` is then a digest, and the key itself stands beside it.
 */
export const longResources: Migration = {
  number: 18,
  name: "long-resources",
  statements: ({ text, indexesLongText, ifShort }) => [
    ...(indexesLongText
      ? []
      : [
          `drop index event_resource`,
          `create index event_resource on event (resource_id, occurred)${ifShort("resource_id")}`,
        ]),
    `alter table automation_bucket add column long_key ${text}`,
  ],
};
