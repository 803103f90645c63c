import type { Migration } from "./migration.ts";

/** Where several servers write, logs say in which transaction they were kept, so that each server can tell of all. */
export const committedLogs: Migration = {
  number: 19,
  name: "committed-logs",
  statements: ({ logOrder }) => logOrder,
};
