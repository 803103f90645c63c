import { hash } from "node:crypto";
import { hostname } from "node:os";
import { dirname, isAbsolute } from "node:path";
import { readBlockDocumentByName } from "@tutti/client/block-documents";
import type { ApiClient } from "@tutti/client/http";
import { isNotFound } from "@tutti/client/response-error";
import { readResultStorage } from "@tutti/client/result-storage";
import { TuttiError } from "@tutti/core/errors";
import type { Block } from "../blocks/block.ts";
import { BLOCK } from "../blocks/block-mark.ts";
import { LocalFileSystem } from "../blocks/local-file-system.ts";
import { isStorage, type Storage } from "../blocks/storage.ts";

/** A block that results are kept in, and the document that states name it by. */
export interface ResultPlace {
  readonly storage: Storage;
  readonly blockId: string;
  /** What people read. */
  readonly label: string;
}

/** A block, or what it is called: `s3-bucket/results`. */
export type ResultStorageOption = string | (Block & Storage);

/** Where results are kept, each place looked up once. */
export class ResultPlaces {
  readonly #api: ApiClient;
  readonly #folder: string;
  readonly #defaultBlock: string | null;
  readonly #known = new Map<string, Promise<ResultPlace>>();
  readonly #ofBlocks = new WeakMap<object, Promise<ResultPlace>>();

  /** `folder`: where results go when nobody says another place; `defaultBlock`: what this process was told. */
  constructor(api: ApiClient, folder: string, defaultBlock: string | null) {
    this.#api = api;
    this.#folder = folder;
    this.#defaultBlock = defaultBlock;
  }

  /** The place that is chosen, else the process' default, the server's, the folder of this machine: in this order. */
  of(option: ResultStorageOption | undefined): Promise<ResultPlace> {
    if (typeof option === "object") return this.#ofBlock(option);
    if (option !== undefined) return this.#once(option, () => named(option));
    return this.#once("", () => this.#default());
  }

  /** The place of a file that was written without a document: somewhere on its machine. */
  withoutBlock(storageKey: string): ResultPlace {
    return localPlace(isAbsolute(storageKey) ? dirname(storageKey) : this.#folder, "");
  }

  /** The place that a document describes. Rejects with `not_found` when that was deleted. */
  byId(blockId: string): Promise<ResultPlace> {
    return this.#once(blockId, async () => {
      const { loadBlockById } = await import("../blocks/load-block.ts");
      return placeOf(await loadBlockById(blockId));
    });
  }

  async #default(): Promise<ResultPlace> {
    if (this.#defaultBlock !== null) return this.of(this.#defaultBlock);
    const id = await this.#serversChoice();
    return id === null ? this.#localPlace() : this.byId(id);
  }

  /** An older Prefect server has no such route. */
  async #serversChoice(): Promise<string | null> {
    try {
      return (await readResultStorage(this.#api)).default_result_storage_block_id;
    } catch (error) {
      if (isNotFound(error)) return null;
      throw error;
    }
  }

  /** One document for a folder of a machine, whichever process comes first. */
  async #localPlace(): Promise<ResultPlace> {
    const name = `results-${hash("sha256", `${hostname()} ${this.#folder}`).slice(0, 12)}`;
    const id = (await this.#idOf(name)) ?? (await this.#saveLocal(name));
    const place = localPlace(this.#folder, id);
    this.#known.set(id, Promise.resolve(place));
    return place;
  }

  async #idOf(name: string): Promise<string | null> {
    try {
      const document = await readBlockDocumentByName(this.#api, "local-file-system", name);
      return document.data["basepath"] === this.#folder ? document.id : null;
    } catch (error) {
      if (isNotFound(error)) return null;
      throw error;
    }
  }

  async #saveLocal(name: string): Promise<string> {
    const block = new LocalFileSystem({ basepath: this.#folder });
    await block.save(name, { overwrite: true });
    return block.documentId ?? "";
  }

  #ofBlock(block: Block & Storage): Promise<ResultPlace> {
    const known = this.#ofBlocks.get(block);
    if (known !== undefined) return known;
    const place = savedPlace(block);
    this.#ofBlocks.set(block, place);
    place.catch(() => this.#ofBlocks.delete(block));
    return place;
  }

  #once(key: string, look: () => Promise<ResultPlace>): Promise<ResultPlace> {
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const place = look();
    this.#known.set(key, place);
    place.catch(() => this.#known.delete(key));
    return place;
  }
}

function localPlace(folder: string, blockId: string): ResultPlace {
  return { storage: new LocalFileSystem({ basepath: folder }), blockId, label: folder };
}

async function named(reference: string): Promise<ResultPlace> {
  const { loadBlock } = await import("../blocks/load-block.ts");
  return placeOf(await loadBlock<Block>(reference));
}

/** A block that nobody saved is kept without a name: a state must be able to say where its result is. */
async function savedPlace(block: Block & Storage): Promise<ResultPlace> {
  if (block.documentId === null) {
    const { saveAnonymously } = await import("../blocks/save-block.ts");
    await saveAnonymously(block);
  }
  return placeOf(block);
}

async function placeOf(block: Block): Promise<ResultPlace> {
  const { definition, stored } = block[BLOCK];
  const label = `${definition.slug}/${stored?.name ?? stored?.id ?? ""}`;
  if (isStorage(block)) return { storage: block, blockId: stored?.id ?? "", label };
  const { fixForMissingMethods } = await import("../blocks/class-for-slug.ts");
  const fix = fixForMissingMethods(definition.slug);
  throw new TuttiError("invalid_block", `${label} has no methods here that keep files: ${fix}`);
}
