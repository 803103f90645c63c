import { defineBlock } from "@tutti/sdk/blocks/define-block";
import { secret } from "@tutti/sdk/blocks/secret-value";
import { z } from "zod";

/** A key file's content, or its text: Python takes either. */
const keyContent = z.preprocess(parsedText, z.record(z.string(), z.json()));

/**
 * Signs in to Google Cloud: by a service account's key, or, without one, as Google's own tools do (what `gcloud` has signed
 * in, GOOGLE_APPLICATION_CREDENTIALS, the service account of the machine or the job).
 */
export class GcpCredentials extends defineBlock({
  slug: "gcp-credentials",
  name: "GCP Credentials",
  description: "Signs in to Google Cloud.",
  isBundled: true,
  fields: z
    .object({
      serviceAccountFile: z.string().optional().describe("Path of a service account's key file."),
      serviceAccountInfo: secret(keyContent).optional().describe("Content of a service account's key file."),
      project: z.string().optional().describe("Project to use; that of the credentials unless given."),
    })
    .refine(
      ({ serviceAccountFile, serviceAccountInfo }) =>
        serviceAccountFile === undefined || serviceAccountInfo === undefined,
      "give serviceAccountFile or serviceAccountInfo, not both",
    ),
}) {
  static {
    this.announce();
  }
}

function parsedText(value: unknown): unknown {
  if (typeof value !== "string") return value;
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
}
