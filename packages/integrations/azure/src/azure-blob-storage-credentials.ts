import type { BlobClient, BlobServiceClient, ContainerClient } from "@azure/storage-blob";
import { defineBlock } from "@tutti/sdk/blocks/define-block";
import { secret } from "@tutti/sdk/blocks/secret-value";
import { z } from "zod";

const principal = ["clientId", "tenantId", "clientSecret"] as const;

/**
 * Signs in to a storage account: by its connection string; or, at its `accountUrl`, by a service principal; or, when that is
 * not said, as Azure's own tools do (the environment, the machine's identity, whoever is signed in).
 */
export class AzureBlobStorageCredentials extends defineBlock({
  slug: "azure-blob-storage-credentials",
  name: "Azure Blob Storage Credentials",
  description: "Signs in to Azure Blob Storage.",
  isBundled: true,
  fields: z
    .object({
      connectionString: secret().optional().describe("Connection string of the account; it holds its key."),
      accountUrl: z
        .url()
        .optional()
        .describe("URL of the account, to sign in to with a service principal or the machine's own identity."),
      clientId: z.string().optional().describe("Client id of the service principal."),
      tenantId: z.string().optional().describe("Tenant of the service principal."),
      clientSecret: secret().optional().describe("Secret of the service principal."),
    })
    .check(({ value, issues }) => {
      const { connectionString, accountUrl } = value;
      const told = principal.filter((name) => value[name] !== undefined);
      const refuse = (message: string): void => {
        issues.push({ code: "custom", message, input: "" });
      };
      if ((connectionString === undefined) === (accountUrl === undefined)) {
        refuse("give it a connectionString or an accountUrl, one of the two");
      }
      if (told.length > 0 && told.length < principal.length) refuse(`${principal.join(", ")} belong together`);
      if (told.length > 0 && connectionString !== undefined) refuse(`${told[0]} goes with an accountUrl`);
    }),
}) {
  static {
    this.announce();
  }

  /** A client of the account, for all that a container's block cannot do. */
  async getClient(): Promise<BlobServiceClient> {
    const { signInToBlobs } = await import("./blob-sign-in.ts");
    return signInToBlobs(this);
  }

  async getContainerClient(container: string): Promise<ContainerClient> {
    return (await this.getClient()).getContainerClient(container);
  }

  async getBlobClient(container: string, blob: string): Promise<BlobClient> {
    return (await this.getContainerClient(container)).getBlobClient(blob);
  }
}
