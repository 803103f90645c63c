import { loadIntegration } from "@tutti/client/load-integration";
import { TuttiError } from "@tutti/core/errors";
import type { BlockDocument } from "@tutti/core/wire/block-document";
import type { AnyBlockClass } from "./block-mark.ts";
import { classOfFields } from "./class-of-fields.ts";
import { knownBlockClass } from "./known-blocks.ts";

// Which module defines the class of a type that is not loaded yet: the SDK's own, and those of the packages that are
// installed beside it when they are wanted.

const OWN: Readonly<Record<string, () => Promise<object>>> = {
  secret: () => import("./secret.ts"),
  "local-file-system": () => import("./local-file-system.ts"),
  webhook: () => import("./webhook.ts"),
  ...Object.fromEntries(
    ["slack-webhook", "ms-teams-webhook", "mattermost-webhook", "discord-webhook", "custom-webhook"].map((slug) => [
      slug,
      () => import("./chat-blocks.ts"),
    ]),
  ),
  ...Object.fromEntries(
    ["pager-duty-webhook", "opsgenie-webhook", "twilio-sms", "sendgrid-email"].map((slug) => [
      slug,
      () => import("./alert-blocks.ts"),
    ]),
  ),
};

/** The module of an integration that has the class, and announces it. */
const INTEGRATIONS: Readonly<Record<string, string>> = {
  "aws-credentials": "@tutti/aws/aws-credentials",
  "minio-credentials": "@tutti/aws/minio-credentials",
  "s3-bucket": "@tutti/aws/s3-bucket",
  "aws-secret": "@tutti/aws/aws-secret",
  "gcp-credentials": "@tutti/gcp/gcp-credentials",
  "gcs-bucket": "@tutti/gcp/gcs-bucket",
  gcpsecret: "@tutti/gcp/gcp-secret",
  "azure-blob-storage-credentials": "@tutti/azure/azure-blob-storage-credentials",
  "email-server-credentials": "@tutti/email/email-server-credentials",
  "slack-credentials": "@tutti/slack/slack-credentials",
  "slack-incoming-webhook": "@tutti/slack/slack-incoming-webhook",
  "azure-blob-storage-container": "@tutti/azure/azure-blob-storage-container",
  "azure-container-instance-credentials": "@tutti/azure/azure-container-instance-credentials",
  "database-credentials": "@tutti/database/database-credentials",
  "sqlalchemy-connector": "@tutti/database/sqlalchemy-connector",
  "mlflow-server": "@tutti/mlflow/mlflow-server",
};

/** The class for a document's type: the one that is known, or that the SDK or an installed package has, else one of its fields. */
export async function classForSlug(slug: string, document: BlockDocument): Promise<AnyBlockClass> {
  const known = (await ownClass(slug)) ?? (await integrationClass(slug));
  return known ?? classOfFields(slug, document);
}

async function ownClass(slug: string): Promise<AnyBlockClass | null> {
  if (OWN[slug] === undefined) return null;
  await OWN[slug]();
  return knownBlockClass(slug);
}

async function integrationClass(slug: string): Promise<AnyBlockClass | null> {
  const specifier = INTEGRATIONS[slug];
  if (specifier === undefined) return knownBlockClass(slug);
  try {
    await loadIntegration(specifier, () => import(specifier));
  } catch (error) {
    if (!(error instanceof TuttiError) || error.code !== "missing_integration") throw error;
  }
  return knownBlockClass(slug);
}

/** Types whose methods only Python has, and what does the same here. */
const PYTHONS_OWN: Readonly<Record<string, string>> = {
  "remote-file-system": "an s3-bucket, gcs-bucket or azure-blob-storage-container",
  smb: "a local-file-system in a folder where the share is mounted",
};

/** What to do where a type's methods are not there. */
export function fixForMissingMethods(slug: string): string {
  const specifier = INTEGRATIONS[slug];
  if (specifier !== undefined) return `npm install ${specifier.split("/").slice(0, 2).join("/")}`;
  const instead = PYTHONS_OWN[slug];
  if (instead !== undefined) return `only Python opens it; use ${instead}`;
  return "import the class of its type first, and let it announce itself";
}
