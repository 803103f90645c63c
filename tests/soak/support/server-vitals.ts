import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as passed } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { ServerProcess } from "../../support/server-process.ts";

const SETTLES_MS = 2000;
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
    await passed(SETTLES_MS);
    const heapBytes = this.#told();
    const wal = join(this.#home, "tutti.db-wal");
    return {
      heapBytes,
      openFiles: readdirSync(`/proc/${this.server.pid}/fd`).length,
      walBytes: existsSync(wal) ? statSync(wal).size : 0,
    };
  }

  /** The sum over the threads. */
  #told(): number {
    const heaps = new Map(
      readFileSync(this.#heaps, "utf8")
        .trim()
        .split("\n")
        .map((line) => line.split(" ").map(Number))
        .map(([thread = 0, bytes = 0]) => [thread, bytes] as const),
    );
    rmSync(this.#heaps);
    return [...heaps.values()].reduce((sum, bytes) => sum + bytes, 0);
  }
}
