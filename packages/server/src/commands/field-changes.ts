import type { FieldChanges } from "./work-pools/work-pool-event.ts";

/** Of these fields those in which two rows differ, as an event tells it; `read` turns what is stored into what is told. */
export function fieldChanges<Row extends object>(
  before: Row,
  after: Row,
  fields: readonly (keyof Row & string)[],
  read: (field: string, stored: unknown) => unknown = (_field, stored) => stored,
): FieldChanges {
  return Object.fromEntries(
    fields
      .filter((field) => before[field] !== after[field])
      .map((field) => [field, { from: read(field, before[field]), to: read(field, after[field]) }]),
  );
}
