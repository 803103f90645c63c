import { delay } from "@tutti/client/delay";
import { setTimeout as passed } from "node:timers/promises";
import { z } from "zod";
import { type Cluster, ClusterError } from "./cluster.ts";

const LONGEST_WAIT_MS = 30_000;
const FIRST_WAIT_MS = 500;
/** The cluster ends a watch after so long, and another begins: a connection may be dead without a word. */
const WATCH_SECONDS = 240;

const listed = z.looseObject({
  metadata: z.looseObject({ resourceVersion: z.string() }),
  items: z.array(z.unknown()),
});
const told = z.looseObject({ type: z.string(), object: z.unknown() });
const versioned = z.looseObject({ metadata: z.looseObject({ resourceVersion: z.string() }) });
const status = z.looseObject({ code: z.number().optional(), message: z.string().optional() });

export interface FollowedListOptions<Item> {
  readonly path: string;
  /** Which objects, by their labels. */
  readonly selector: string;
  readonly parse: (object: unknown) => Item;
  /** There, or changed. */
  readonly onSeen: (item: Item) => void;
  readonly onGone: (item: Item) => void;
  /** What keeps it from going on for now; null when it goes on again. */
  readonly onTrouble: (reason: string | null) => void;
}

// W1: a list gives all there is and its version; a watch from that version gives every change after it. What a watch lost
//     (its version is too old: 410) a new list makes good.
// W2: an item that a new list does not have is gone.
// W3: all is well again when a watch is answered, for who may list may not watch; a watch that is ended at once is not begun
//     again at once.

/** A list of the cluster's objects, followed until it is closed. */
export class FollowedList<Item extends { readonly uid: string }> {
  readonly #cluster: Pick<Cluster, "get" | "lines">;
  readonly #options: FollowedListOptions<Item>;
  readonly #known = new Map<string, Item>();
  readonly #closed = new AbortController();
  #version: string | null = null;
  #failures = 0;

  constructor(cluster: Pick<Cluster, "get" | "lines">, options: FollowedListOptions<Item>) {
    this.#cluster = cluster;
    this.#options = options;
    void this.#follow();
  }

  close(): void {
    this.#closed.abort();
  }

  async #follow(): Promise<void> {
    const { signal } = this.#closed;
    while (!signal.aborted) {
      try {
        this.#version ??= await this.#read();
        await Promise.all([this.#watch(this.#version), passed(FIRST_WAIT_MS, null, { signal, ref: false })]);
      } catch (error) {
        this.#version = null;
        const isTooOld = error instanceof ClusterError && error.status === 410;
        if (signal.aborted || isTooOld) continue;
        this.#options.onTrouble(error instanceof Error ? error.message : String(error));
        const waitMs = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** this.#failures++);
        await delay(waitMs, signal);
      }
    }
  }

  async #read(): Promise<string> {
    const { path, selector } = this.#options;
    const { metadata, items } = listed.parse(await this.#cluster.get(path, { labelSelector: selector }));
    const there = new Set(items.map((object) => this.#take(object)));
    for (const [uid, item] of this.#known) if (!there.has(uid)) this.#drop(item);
    return metadata.resourceVersion;
  }

  async #watch(version: string): Promise<void> {
    const query = {
      watch: true,
      labelSelector: this.#options.selector,
      resourceVersion: version,
      allowWatchBookmarks: true,
      timeoutSeconds: WATCH_SECONDS,
    };
    const late = AbortSignal.timeout(WATCH_SECONDS * 1000 + LONGEST_WAIT_MS);
    const signal = AbortSignal.any([this.#closed.signal, late]);
    await this.#cluster.lines(this.#options.path, query, signal, {
      onAnswer: () => this.#goOn(),
      onLine: (line) => {
        const { type, object } = told.parse(JSON.parse(line));
        this.#hear(type, object);
      },
    });
  }

  #goOn(): void {
    if (this.#failures > 0) this.#options.onTrouble(null);
    this.#failures = 0;
  }

  #hear(type: string, object: unknown): void {
    if (type === "ERROR") {
      const { code, message } = status.parse(object);
      throw new ClusterError(code ?? 500, message ?? "the watch failed");
    }
    if (type === "ADDED" || type === "MODIFIED") this.#take(object);
    if (type === "DELETED") this.#drop(this.#options.parse(object));
    this.#version = versioned.parse(object).metadata.resourceVersion;
  }

  #take(object: unknown): string {
    const item = this.#options.parse(object);
    this.#known.set(item.uid, item);
    this.#options.onSeen(item);
    return item.uid;
  }

  #drop(item: Item): void {
    this.#known.delete(item.uid);
    this.#options.onGone(item);
  }
}
