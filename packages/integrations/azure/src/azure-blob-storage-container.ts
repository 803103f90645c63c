import { block } from "@tutti/sdk/blocks/block-field";
import { defineBlock } from "@tutti/sdk/blocks/define-block";
import { keyWithin } from "@tutti/sdk/blocks/object-folders";
import { ObjectStorage } from "@tutti/sdk/blocks/object-storage";
import { z } from "zod";
import { AzureBlobStorageCredentials } from "./azure-blob-storage-credentials.ts";
import { ContainerBlobs, type DownloadOptions, type UploadOptions } from "./container-blobs.ts";

interface ContainerPlace {
  readonly container: string;
  readonly credentials: AzureBlobStorageCredentials;
}

/** A container of Azure Blob Storage. Paths are below `baseFolder`, in what is given and in what is answered. */
export class AzureBlobStorageContainer extends defineBlock(
  {
    slug: "azure-blob-storage-container",
    name: "Azure Blob Storage Container",
    description: "Stores files, results among them, in a container of Azure Blob Storage.",
    isBundled: true,
    fields: z.object({
      containerName: z.string().min(1).describe("Name of the container."),
      credentials: block(AzureBlobStorageCredentials).describe("How to sign in."),
      baseFolder: z.string().optional().describe("Folder in the container that paths are below."),
    }),
  },
  ObjectStorage<ContainerPlace, ContainerBlobs, UploadOptions, DownloadOptions>,
) {
  static {
    this.announce();
  }

  /** The whole names of all blobs of the container, or of those that begin so: `baseFolder` is not looked at. */
  async listBlobs(prefix = ""): Promise<string[]> {
    const names: string[] = [];
    for await (const name of this.store.keysFrom(prefix)) names.push(name);
    return names;
  }

  protected override get place() {
    return { container: this.containerName, credentials: this.credentials };
  }

  protected override openStore({ container, credentials }: ContainerPlace): ContainerBlobs {
    return new ContainerBlobs(container, credentials);
  }

  protected override keyOf(path: string): string {
    return keyWithin(this.baseFolder ?? "", path);
  }

  protected override answered(path: string): string {
    return path;
  }
}
