import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, expect, test } from "vitest";
import { FolderWatch } from "../../src/dev/folder-watch.ts";

const watches: Watched[] = [];
afterEach(() => {
  for (const watched of watches.splice(0)) watched.end();
});

/** A folder that is watched, and what is told of it. */
class Watched {
  readonly folder = mkdtempSync(join(tmpdir(), "tutti-watch-"));
  readonly #told = new Set<string>();
  #news = Promise.withResolvers<void>();
  readonly troubles: unknown[] = [];
  readonly #watch: FolderWatch;

  constructor() {
    const onChange = (files: readonly string[]) => {
      for (const file of files) this.#told.add(file);
      this.#news.resolve();
    };
    this.#watch = new FolderWatch(this.folder, onChange, (error) => this.troubles.push(error));
    watches.push(this);
  }

  async begin(): Promise<this> {
    await this.#watch.start();
    return this;
  }

  write(path: string): void {
    writeFileSync(join(this.folder, path), String(Math.random()));
  }

  make(path: string): void {
    mkdirSync(join(this.folder, path));
  }

  remove(path: string): void {
    rmSync(join(this.folder, path), { recursive: true });
  }

  /** Resolves when this was told; then nothing was. */
  async hears(path: string): Promise<true> {
    while (!this.#told.has(path)) {
      this.#news = Promise.withResolvers();
      await this.#news.promise;
    }
    this.#told.clear();
    return true;
  }

  end(): void {
    this.#watch.close();
    rmSync(this.folder, { recursive: true });
  }
}

test("files are told of, in folders that come later too; a new folder itself, for what stood in it before", async () => {
  const watched = new Watched();
  watched.make("flows");
  await watched.begin();
  watched.write("flows/a.ts");
  expect(await watched.hears("flows/a.ts")).toBe(true);
  watched.make("more");
  expect(await watched.hears("more/")).toBe(true);
  watched.write("more/b.py");
  expect(await watched.hears("more/b.py")).toBe(true);
});

test("a folder that was removed and made again is watched as before", async () => {
  const watched = new Watched();
  watched.make("flows");
  watched.make("flows/within");
  await watched.begin();
  watched.remove("flows");
  watched.make("flows");
  watched.make("flows/within");
  watched.write("flows/within/a.ts");
  expect(await watched.hears("flows/within/")).toBe(true);
  watched.write("flows/within/a.ts");
  expect(await watched.hears("flows/within/a.ts")).toBe(true);
});

test("folders that come and go at once are no trouble", async () => {
  const watched = await new Watched().begin();
  for (let count = 0; count < 200; count++) {
    watched.make(`t${count}`);
    watched.make(`t${count}/x`);
    if (count % 5 === 0) await new Promise(setImmediate);
    watched.remove(`t${count}`);
  }
  watched.write("last.ts");
  expect(await watched.hears("last.ts")).toBe(true);
  expect(watched.troubles).toEqual([]);
});
