import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { defineBlock } from "../../src/blocks/define-block.ts";
import { LocalFileSystem } from "../../src/blocks/local-file-system.ts";
import type { Storage } from "../../src/blocks/storage.ts";

/** What the next uses of a storage come to, one after the other; ordinary once they are used up. */
export type Fault = "refuses" | "dies in mid-write" | Promise<void>;

/** Keeps files in a folder, when its faults let it. */
export class FaultyStorage
  extends defineBlock({
    slug: "faulty-storage",
    name: "Faulty Storage",
    fields: z.object({ folder: z.string() }),
  })
  implements Storage
{
  static {
    this.announce();
  }

  static readonly faults: Fault[] = [];
  /** How often something was asked of it. */
  static uses = 0;

  async readPath(path: string): Promise<Uint8Array> {
    await this.#suffer();
    return this.#files.readPath(path);
  }

  async writePath(path: string, content: Uint8Array): Promise<string> {
    await this.#suffer(() => writeFile(join(this.folder, path), content.subarray(0, content.length / 2)));
    return this.#files.writePath(path, content);
  }

  get #files(): LocalFileSystem {
    return new LocalFileSystem({ basepath: this.folder });
  }

  async #suffer(half: () => Promise<void> = async () => undefined): Promise<void> {
    FaultyStorage.uses += 1;
    const fault = FaultyStorage.faults.shift();
    if (fault === "dies in mid-write") await half();
    if (typeof fault === "string") throw new Error(`the storage ${fault}`);
    await fault;
  }
}
