import type { Storage } from "@google-cloud/storage";
import { TuttiError } from "@tutti/core/errors";
import { defineBlock } from "@tutti/sdk/blocks/define-block";
import { secret } from "@tutti/sdk/blocks/secret-value";
import type { AnyAuthClient, GoogleAuth } from "google-auth-library";
import { z } from "zod";
import { asking } from "./google-failure.ts";

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

  /** What Google's clients sign in with: `new BigQuery({ authClient: await credentials.getAuth() })`. */
  async getAuth(): Promise<GoogleAuth<AnyAuthClient>> {
    const { signIn } = await import("./sign-in.ts");
    return signIn(this);
  }

  /** A token for Google's APIs, which lasts an hour at most. */
  async getAccessToken(): Promise<string> {
    const token = await asking("gcp-credentials", async () => (await this.getAuth()).getAccessToken());
    if (typeof token === "string") return token;
    throw new TuttiError("invalid_block", "gcp-credentials: Google gives no token for them");
  }

  /** A client of Cloud Storage, for all that a bucket's block cannot do. */
  async getCloudStorageClient(): Promise<Storage> {
    const { openStorage } = await import("./open-storage.ts");
    return openStorage(this);
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
