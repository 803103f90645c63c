import type { AcceptedDifference } from "../accepted-difference.ts";

const objectSecret = "a secret that is an object is masked whole";
const listed = "lists mask secrets, whoever asks";
const nowRead = "secrets are shown for one document at a time, where it is written down: never in a list";

const system = "the system's own block types cannot be deleted";
const ownWords =
  "what is brought along is described in our own words: its fields and secrets are compared in blocks.test.ts";

/** What the servers bring along. */
const bundled: readonly AcceptedDifference[] = [
  { reason: ownWords, sequence: system, operation: "GET /block_types/slug/{slug}", pointer: "/body/*" },
  {
    reason: `${ownWords}; Prefect tells capabilities in an order of chance`,
    sequence: system,
    operation: "POST /block_schemas/filter",
    pointer: "/body/0/**",
  },
  {
    reason: "Prefect tells capabilities in an order of chance",
    operation: "GET /block_capabilities/",
    pointer: "/body/*",
  },
  {
    reason: ownWords,
    operation: "GET /collections/views/{view}",
    sequence: "views of collections are known by name",
    pointer: "/body/**",
  },
];

/** Block types, schemas and documents. */
export const blocks: readonly AcceptedDifference[] = [
  ...bundled,
  {
    reason: "what browsers render is escaped however it was written; the real server forgets it in updates",
    sequence: "words of a block type that are changed are escaped as well",
    pointer: "/body/description",
    prefect: "a > b",
  },
  {
    reason: "floats of users keep their digits and their exponent",
    operation: "POST /block_schemas/",
    sequence: "numbers and texts of a schema keep their form, and make its checksum",
    pointer: "/body/fields/n/*",
  },
  {
    reason: "floats of users keep their digits and their exponent",
    operation: "POST /block_schemas/filter",
    sequence: "numbers and texts of a schema keep their form, and make its checksum",
    pointer: "/body/*/fields/n/*",
  },
  {
    reason: "floats of users keep their digits and their exponent",
    sequence: "numbers in a block's data keep their form",
    pointer: "/body/data/deep/list/0",
    prefect: 1.5,
  },
  {
    reason: "a secret is masked also when it is an object, or stands in a list of objects; the real server shows it",
    sequence: objectSecret,
    pointer: "/body/data/**",
    tutti: "********",
  },
  { reason: nowRead, sequence: listed, pointer: "/body/0/data/password", tutti: "********" },
  {
    reason: "a schema without the type of a nested block is refused in our own words",
    sequence: "schemas that cannot be made",
    pointer: "/body/detail",
  },
  {
    reason: "a nested block that would be within itself is refused in our own words",
    sequence: "a block is never within itself",
    pointer: "/body/detail",
  },
  {
    reason: "a deployment outlives a block that it named; the real server deletes it with the block",
    sequence: "a deployment names blocks that are there, and outlives them",
    operation: "GET /deployments/name/{flow_name}/{deployment_name}",
    pointer: "/**",
  },
  {
    reason: "a body without anything misses everything, not a name alone",
    sequence: "documents that cannot be made",
    pointer: "/body/exception_detail/1",
    prefect: undefined,
  },
  ...["/body/request_body/data", "/body/exception_detail/*/input/data"].map((pointer) => ({
    reason: "a refusal does not tell the data of a block again: clients write refusals to logs, and it may be secret",
    sequence: "documents that cannot be made",
    pointer,
    tutti: "********",
  })),
];
