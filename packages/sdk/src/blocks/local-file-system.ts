import { z } from "zod";
import { defineBlock } from "./define-block.ts";
import type { FolderStorage, Storage } from "./storage.ts";

/** Keeps files in a folder of this machine. Paths outside of it are refused, also those that a link leads to. */
export class LocalFileSystem
  extends defineBlock({
    slug: "local-file-system",
    name: "Local File System",
    fields: z.object({
      basepath: z.string().optional().describe("Folder that paths are below; without one, the current folder."),
    }),
    description: "Stores files, results among them, in a folder of this machine.",
    isBundled: true,
  })
  implements Storage, FolderStorage
{
  static {
    this.announce();
  }

  async readPath(path: string): Promise<Uint8Array> {
    const { readFileWithin } = await import("./local-files.ts");
    return readFileWithin(this.basepath, path);
  }

  async writePath(path: string, content: Uint8Array): Promise<string> {
    return this.writeChunks(path, [content]);
  }

  async writeChunks(path: string, chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>): Promise<string> {
    const { writeFileWithin } = await import("./local-files.ts");
    return writeFileWithin(this.basepath, path, chunks);
  }

  async deletePath(path: string): Promise<void> {
    const { deleteFileWithin } = await import("./local-files.ts");
    await deleteFileWithin(this.basepath, path);
  }

  async getDirectory(fromPath?: string, localPath?: string): Promise<void> {
    const { copyFromWithin } = await import("./local-folders.ts");
    await copyFromWithin(this.basepath, fromPath, localPath);
  }

  async putDirectory(localPath?: string, toPath?: string, ignoreFile?: string): Promise<number> {
    const { copyIntoWithin } = await import("./local-folders.ts");
    return copyIntoWithin(this.basepath, localPath, toPath, ignoreFile);
  }
}
