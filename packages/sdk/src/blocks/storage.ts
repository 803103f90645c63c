// What a block must have so that files can be kept in it. `@tutti/aws`' S3Bucket and its kin have the same methods.

/** A block that keeps files: results, and what users put there. */
export interface Storage {
  /**
   * The content of a file. Paths are relative to the block's folder, their parts separated by `/`. Rejects with
   * `missing_file` when there is none, and with nothing else then: that it is not there is told from it cannot be read.
   */
  readPath(path: string): Promise<Uint8Array>;
  /**
   * Writes a file, in place of one that is there, and resolves with the path it can be read by. When it resolves, the file is there whole and stays: a state
   * may name it. When it rejects, whatever is there is the old file, or none, never a part of the new one.
   */
  writePath(path: string, content: Uint8Array): Promise<string>;
  /**
   * The same for content that comes in parts and is never whole in memory. Optional: without it the parts are put
   * together and given to `writePath`.
   */
  writeChunks?(path: string, chunks: AsyncIterable<Uint8Array>): Promise<string>;
  /** Removes a file; one that is not there is no error. Optional: without it files stay. */
  deletePath?(path: string): Promise<void>;
}

/** A block that keeps folders of code, too: what push and pull steps use. */
export interface FolderStorage {
  /** Copies a folder of the block, all of it unless given, to a local one: the current one unless given. */
  getDirectory(fromPath?: string, localPath?: string): Promise<void>;
  /**
   * Copies a local folder, the current one unless given, into the block, and resolves with how many files that were. What
   * `ignoreFile` (patterns of `.gitignore`) names is left out.
   */
  putDirectory(localPath?: string, toPath?: string, ignoreFile?: string): Promise<number>;
}

export function isStorage(value: unknown): value is Storage {
  return (
    typeof value === "object" &&
    value !== null &&
    "readPath" in value &&
    typeof value.readPath === "function" &&
    "writePath" in value &&
    typeof value.writePath === "function"
  );
}
