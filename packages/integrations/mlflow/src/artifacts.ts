import { openAsBlob } from "node:fs";
import { readdir } from "node:fs/promises";
import { basename, join, relative, resolve, sep } from "node:path";
import { Readable } from "node:stream";
import { TuttiError } from "@tutti/core/errors";
import { keyBelow, placeBelow } from "@tutti/sdk/blocks/object-folders";
import { writeWholeFile } from "@tutti/sdk/blocks/write-whole-file";
import { z } from "zod";
import { isMissing } from "./mlflow-error.ts";
import { pagesOf } from "./pages-of.ts";
import { foundRun } from "./run-record.ts";
import type { TrackingApi } from "./tracking-api.ts";

// Files of a run, through the proxy of the tracking server, which knows where they are kept. Contents flow through: no file
// is whole in memory.

const entry = z
  .object({ path: z.string(), is_dir: z.boolean().default(false), file_size: z.coerce.number().optional() })
  .transform((sent) => ({ path: sent.path, isFolder: sent.is_dir, size: sent.file_size ?? null }));

/** A file or folder of a run, by its path below the run's artifacts. */
export type ArtifactEntry = z.output<typeof entry>;

const listing = z.object({ files: z.array(entry).default([]), next_page_token: z.string().optional() });

export class Artifacts {
  readonly #api: TrackingApi;

  constructor(api: TrackingApi) {
    this.#api = api;
  }

  /** What is directly in a folder of a run; in all of its artifacts unless given. */
  async list(runId: string, folder = ""): Promise<ArtifactEntry[]> {
    const place = { run_id: runId, path: folder === "" ? undefined : folder };
    const entries = pagesOf(async (token) => {
      const { files, next_page_token } = await this.#api.get(
        "artifacts/list",
        { ...place, page_token: token },
        listing,
      );
      return { items: files, next: next_page_token };
    });
    return Array.fromAsync(entries);
  }

  async write(runId: string, path: string, content: Blob | Uint8Array | string): Promise<void> {
    const body = content instanceof Blob ? content : new Blob([Buffer.from(content)]);
    await this.#api.answer({ method: "PUT", path: await this.#placeOf(runId, path), body });
  }

  /** Rejects with `missing_file`. */
  async read(runId: string, path: string): Promise<Uint8Array> {
    return (await this.#open(runId, path)).bytes();
  }

  /** Uploads a file into a folder of the run; resolves with its path there. */
  async uploadFile(runId: string, file: string, folder = ""): Promise<string> {
    const path = keyBelow(folder, basename(file));
    await this.write(runId, path, await contentOf(file));
    return path;
  }

  /** Uploads what is in a folder of this machine; resolves with the paths there. */
  async uploadFolder(runId: string, from: string, folder = ""): Promise<string[]> {
    const entries = await readdir(from, { recursive: true, withFileTypes: true });
    const files = entries.filter((found) => found.isFile()).map((found) => join(found.parentPath, found.name));
    const paths: string[] = [];
    for (const file of files.sort()) {
      const path = keyBelow(folder, relative(from, file).split(sep).join("/"));
      await this.write(runId, path, await contentOf(file));
      paths.push(path);
    }
    return paths;
  }

  /** Downloads a file, or all that is in a folder, into a folder of this machine; resolves with its path here. */
  async download(runId: string, path: string, to: string): Promise<string> {
    const files = await this.#filesIn(runId, path);
    if (files.length === 0) {
      await this.#downloadFile(runId, path, to);
    }
    for (const file of files) await this.#downloadFile(runId, file, to);
    return path === "" ? resolve(to) : placeBelow(resolve(to), path);
  }

  async #filesIn(runId: string, folder: string): Promise<string[]> {
    const files: string[] = [];
    for (const { path, isFolder } of await this.list(runId, folder)) {
      // MLflow may list a file as the only thing in itself.
      if (path === folder) continue;
      files.push(...(isFolder ? await this.#filesIn(runId, path) : [path]));
    }
    return files;
  }

  /** The file is there whole or not at all. */
  async #downloadFile(runId: string, path: string, to: string): Promise<void> {
    const place = placeBelow(resolve(to), path);
    const { body } = await this.#open(runId, path);
    await writeWholeFile(place, body === null ? Readable.from([]) : Readable.fromWeb(body));
  }

  async #open(runId: string, path: string): Promise<Response> {
    try {
      const place = await this.#placeOf(runId, path);
      return await this.#api.answer({ method: "GET", path: place, isContent: true });
    } catch (error) {
      if (!isMissing(error)) throw error;
      throw new TuttiError("missing_file", `${path} among the artifacts of the run ${runId}`, { cause: error });
    }
  }

  async #placeOf(runId: string, path: string): Promise<string> {
    const { run } = await this.#api.get("runs/get", { run_id: runId }, foundRun);
    const proxied = /^mlflow-artifacts:\/*(?<root>.*)$/.exec(run.artifactUri)?.groups?.["root"];
    if (proxied === undefined) {
      throw new TuttiError(
        "invalid_setting",
        `the artifacts of the run ${runId} are kept at ${run.artifactUri}, not by its server; start that with --serve-artifacts, and use an experiment made since`,
      );
    }
    const names = [...proxied.split("/"), ...path.split("/")].filter((name) => name !== "");
    // An address with dots in it means another place.
    if (names.some((name) => name === "." || name === "..")) {
      throw new TuttiError("invalid_path", `${path} leads out of the artifacts of the run ${runId}`);
    }
    return `/api/2.0/mlflow-artifacts/artifacts/${names.map(encodeURIComponent).join("/")}`;
  }
}

async function contentOf(file: string): Promise<Blob> {
  try {
    return await openAsBlob(file);
  } catch (error) {
    throw new TuttiError("missing_file", resolve(file), { cause: error });
  }
}
