import { expect, test } from "vitest";
import { blockSchemaChecksum } from "@tutti/core/blocks/schema-checksum";
import { blockRegistrations, systemBlockRegistrations } from "../../src/bundled/block-registrations.ts";
import { sha256Hex } from "../../src/digest.ts";

const registrations = new Map(blockRegistrations().map((block) => [block.type.slug, block]));

test("a block comes after those that are nested in it", () => {
  const slugs = [...registrations.keys()];
  for (const { type, fields } of registrations.values()) {
    const nested = Object.values(Object(fields["block_schema_references"])).flat() as { block_type_slug: string }[];
    for (const { block_type_slug } of nested) {
      expect(slugs.indexOf(block_type_slug), `${block_type_slug} in ${type.slug}`).toBeLessThan(
        slugs.indexOf(type.slug),
      );
    }
  }
});

test("a nested block is named by its checksum, and its secrets by their path", () => {
  const connector = registrations.get("snowflake-connector")?.fields ?? {};
  const credentials = registrations.get("snowflake-credentials")?.fields ?? {};
  expect(connector["block_schema_references"]).toEqual({
    credentials: {
      block_schema_checksum: blockSchemaChecksum(credentials, sha256Hex),
      block_type_slug: "snowflake-credentials",
    },
  });
  const secrets = ["password", "private_key", "private_key_passphrase", "token"];
  expect(credentials["secret_fields"]).toEqual(secrets);
  expect(connector["secret_fields"]).toEqual(secrets.map((field) => `credentials.${field}`));
});

test("a field that nests one of several blocks refers to each", () => {
  const { properties, definitions } = registrations.get("s3-bucket")?.fields ?? {};
  expect(properties).toMatchObject({
    credentials: { anyOf: [{ $ref: "#/definitions/MinIOCredentials" }, { $ref: "#/definitions/AwsCredentials" }] },
  });
  expect(Object.keys(Object(definitions)).toSorted()).toEqual([
    "AwsClientParameters",
    "AwsCredentials",
    "MinIOCredentials",
  ]);
});

test("a simple block is described whole", () => {
  expect(registrations.get("slack-credentials")).toEqual({
    type: {
      name: "Slack Credentials",
      slug: "slack-credentials",
      logo_url: null,
      documentation_url: null,
      description: "Signs in to Slack as a bot.",
      code_example: expect.stringContaining('Block.load("slack-credentials/NAME")'),
    },
    isProtected: false,
    fields: {
      title: "SlackCredentials",
      description: "Signs in to Slack as a bot.",
      type: "object",
      properties: {
        token: {
          title: "Token",
          description: "Token that lets its holder in.",
          type: "string",
          format: "password",
          writeOnly: true,
        },
      },
      required: ["token"],
      block_type_slug: "slack-credentials",
      secret_fields: ["token"],
      block_schema_references: {},
    },
    capabilities: [],
  });
});

test("the system's own are protected, and no others", () => {
  const slugs = ["secret", "webhook", "local-file-system"];
  expect(systemBlockRegistrations().map(({ type }) => type.slug)).toEqual(slugs);
  expect([...registrations.values()].filter(({ isProtected }) => isProtected).map(({ type }) => type.slug)).toEqual(
    slugs,
  );
});
