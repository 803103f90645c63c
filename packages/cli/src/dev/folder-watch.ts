import { type FSWatcher, watch } from "node:fs";
import { extname, join } from "node:path";
import { codeFolders } from "@tutti/project/flow-description/code-folders";

/** Editors write a file in several steps, and several files at once. */
const QUIET_MS = 150;
const CODE = new Set([".ts", ".mts", ".cts", ".js", ".mjs", ".cjs", ".tsx", ".jsx", ".py", ".yaml", ".yml"]);

/**
 * Tells which files of code below a folder have changed, and which that say how it is deployed, a moment after the last of
 * them has. What is installed or built is passed over, as when flows are looked for.
 */
export class FolderWatch {
  readonly #folder: string;
  readonly #onChange: (files: readonly string[]) => void;
  readonly #watchers = new Map<string, FSWatcher>();
  readonly #changed = new Set<string>();
  #timer: NodeJS.Timeout | null = null;
  #isClosed = false;

  constructor(folder: string, onChange: (files: readonly string[]) => void) {
    this.#folder = folder;
    this.#onChange = onChange;
  }

  async start(): Promise<void> {
    await this.#follow();
  }

  close(): void {
    this.#isClosed = true;
    if (this.#timer !== null) clearTimeout(this.#timer);
    for (const watcher of this.#watchers.values()) watcher.close();
    this.#watchers.clear();
  }

  /** Watches the folders that there are now. */
  async #follow(): Promise<void> {
    const folders = new Set(await codeFolders(this.#folder));
    if (this.#isClosed) return;
    for (const [within, watcher] of this.#watchers) {
      if (folders.has(within)) continue;
      watcher.close();
      this.#watchers.delete(within);
    }
    for (const within of folders) if (!this.#watchers.has(within)) this.#watch(within);
  }

  #watch(within: string): void {
    const onEvent = (_event: string, name: string | null) => this.#note(within, name ?? "");
    const watcher = watch(join(this.#folder, within), onEvent);
    watcher.on("error", () => watcher.close());
    this.#watchers.set(within, watcher);
  }

  #note(within: string, name: string): void {
    const isCode = CODE.has(extname(name));
    // A name without a dot may be that of a new folder.
    if (!isCode && name.includes(".")) return;
    if (isCode) this.#changed.add(`${within}${name}`);
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#tell(), QUIET_MS);
  }

  async #tell(): Promise<void> {
    const before = new Set(this.#watchers.keys());
    await this.#follow();
    // What stood in a new folder before it was watched is told of as the folder.
    for (const within of this.#watchers.keys()) if (!before.has(within)) this.#changed.add(within);
    const files = [...this.#changed].toSorted();
    this.#changed.clear();
    if (files.length > 0 && !this.#isClosed) this.#onChange(files);
  }
}
