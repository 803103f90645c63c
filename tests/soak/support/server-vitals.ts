import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as passed } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { ServerProcess } from "../../support/server-process.ts";

const SETTLES_MS = 2000;
const TOLD_WITHIN_MS = 30_000;
/** The one that listens, and the one that writes. */
const LEAST_THREADS = 2;
const TELLER = new URL("../programs/heap-teller.ts", import.meta.url);

/** What a server takes when it has nothing to do. */
export interface Vitals {
  readonly heapBytes: number;
  readonly openFiles: number;
  readonly walBytes: number;
}

/** A server whose vitals can be taken. */
export class WatchedServer {
  readonly server: ServerProcess;
  readonly #home: string;
  readonly #heaps: string;
  #threads = 0;

  private constructor(server: ServerProcess, home: string, heaps: string) {
    this.server = server;
    this.#home = home;
    this.#heaps = heaps;
  }

  static async start(home: string): Promise<WatchedServer> {
    const heaps = join(home, "heaps");
    const env = { NODE_OPTIONS: `--import ${fileURLToPath(TELLER)}`, HEAP_FILE: heaps };
    return new WatchedServer(await ServerProcess.start({ home, port: 0, env }), home, heaps);
  }

  /** After a moment in which what was under way comes to its end. */
  async vitals(): Promise<Vitals> {
    await passed(SETTLES_MS);
    writeFileSync(this.#heaps, "");
    const heapBytes = await this.#told();
    const wal = join(this.#home, "tutti.db-wal");
    return {
      heapBytes,
      openFiles: readdirSync(`/proc/${this.server.pid}/fd`).length,
      walBytes: existsSync(wal) ? statSync(wal).size : 0,
    };
  }

  /** The sum over the threads, when as many have told as ever did: on a busy machine some take their time. */
  async #told(): Promise<number> {
    const end = performance.now() + TOLD_WITHIN_MS;
    let heaps: Map<string, number>;
    do {
      await passed(SETTLES_MS);
      heaps = new Map(linesOf(this.#heaps).map(([thread = "", bytes = ""]) => [thread, Number(bytes)]));
    } while (heaps.size < Math.max(this.#threads, LEAST_THREADS) && performance.now() < end);
    rmSync(this.#heaps);
    this.#threads = heaps.size;
    return [...heaps.values()].reduce((sum, bytes) => sum + bytes, 0);
  }
}

function linesOf(file: string): string[][] {
  const lines = readFileSync(file, "utf8").trim().split("\n");
  return lines.map((line) => line.split(" "));
}
