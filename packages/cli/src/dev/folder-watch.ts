import { existsSync, type FSWatcher, watch, type WatchEventType } from "node:fs";
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
  readonly #onTrouble: (error: unknown) => void;
  readonly #watchers = new Map<string, FSWatcher>();
  readonly #changed = new Set<string>();
  /** Folders that came, went or came again since the last look: what watches the one before hears of no other. */
  readonly #moved = new Set<string>();
  #timer: NodeJS.Timeout | null = null;
  #isClosed = false;

  /** `onTrouble` hears what keeps new folders from being watched. */
  constructor(folder: string, onChange: (files: readonly string[]) => void, onTrouble: (error: unknown) => void) {
    this.#folder = folder;
    this.#onChange = onChange;
    this.#onTrouble = onTrouble;
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

  /** Watches the folders that there are now; answers those that were not watched before. */
  async #follow(): Promise<string[]> {
    const folders = new Set(await codeFolders(this.#folder));
    if (this.#isClosed) return [];
    const moved = [...this.#moved];
    this.#moved.clear();
    for (const [within, watcher] of this.#watchers) {
      if (folders.has(within) && !moved.some((folder) => within.startsWith(folder))) continue;
      watcher.close();
      this.#watchers.delete(within);
    }
    const begun: string[] = [];
    for (const within of folders) if (!this.#watchers.has(within) && this.#watch(within)) begun.push(within);
    return begun;
  }

  /** False for a folder that is gone again. */
  #watch(within: string): boolean {
    const path = join(this.#folder, within);
    try {
      const watcher = watch(path, (event, name) => this.#note(event, within, name ?? ""));
      watcher.on("error", () => watcher.close());
      this.#watchers.set(within, watcher);
      return true;
    } catch (error) {
      if (existsSync(path)) throw error;
      return false;
    }
  }

  #note(event: WatchEventType, within: string, name: string): void {
    const isCode = CODE.has(extname(name));
    // A name without a dot may be that of a folder.
    if (!isCode && name.includes(".")) return;
    if (isCode) this.#changed.add(`${within}${name}`);
    else if (event === "rename") this.#moved.add(`${within}${name}/`);
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#tell(), QUIET_MS);
  }

  async #tell(): Promise<void> {
    try {
      // What stood in a new folder before it was watched is told of as the folder.
      for (const within of await this.#follow()) this.#changed.add(within);
    } catch (error) {
      this.#onTrouble(error);
    }
    const files = [...this.#changed].toSorted();
    this.#changed.clear();
    if (files.length > 0 && !this.#isClosed) this.#onChange(files);
  }
}
