import { open, type FileHandle } from "node:fs/promises";
import { StringDecoder } from "node:string_decoder";
import type { JobFolder } from "./job-folder.ts";

const LOOK_EVERY_MS = 100;
const CHUNK_BYTES = 64 * 1024;
const MAX_LINE_CHARACTERS = 100_000;
/** What was read is not needed again: a job that prints for days must not fill the disk. */
const CUT_AFTER_BYTES = 64 * 1024 * 1024;

/**
 * Reads what a process writes to a file, line by line, as it comes. A file instead of a pipe, since a process outlives
 * its worker, and would fail on the first line that it prints into a pipe without a reader.
 */
export class OutputTail {
  readonly #folder: JobFolder;
  readonly #onLine: (line: string) => void;
  readonly #decoder = new StringDecoder("utf8");
  readonly #buffer = Buffer.allocUnsafe(CHUNK_BYTES);
  readonly #timer: NodeJS.Timeout;
  #file: FileHandle | null = null;
  #position: number;
  /** Where the last line ends that was told: another worker goes on there. */
  #told: number;
  #begun = "";
  #reading: Promise<void> | null = null;

  constructor(folder: JobFolder, position: number, onLine: (line: string) => void) {
    this.#folder = folder;
    this.#position = position;
    this.#told = position;
    this.#onLine = onLine;
    this.#timer = setInterval(() => void this.#read(), LOOK_EVERY_MS);
  }

  /** Reads what is there now. */
  async catchUp(): Promise<void> {
    await this.#reading;
    await this.#read();
  }

  /** Reads what is left, then ends; a last line without an end is one, too. */
  async close(): Promise<void> {
    clearInterval(this.#timer);
    await this.catchUp();
    if (this.#begun !== "") this.#onLine(this.#begun);
    this.#begun = "";
    await this.#file?.close();
    this.#file = null;
  }

  #read(): Promise<void> {
    this.#reading ??= this.#readAll()
      .catch(() => undefined)
      .finally(() => {
        this.#reading = null;
      });
    return this.#reading;
  }

  async #readAll(): Promise<void> {
    this.#file ??= await open(this.#folder.output, "r+");
    const begun = this.#position;
    for (;;) {
      const { bytesRead } = await this.#file.read(this.#buffer, 0, CHUNK_BYTES, this.#position);
      if (bytesRead === 0) break;
      const part = this.#buffer.subarray(0, bytesRead);
      const ends = part.lastIndexOf("\n") + 1;
      if (ends > 0) this.#told = this.#position + ends;
      this.#position += bytesRead;
      this.#take(this.#decoder.write(part));
    }
    if (this.#position === begun) return;
    if (this.#position >= CUT_AFTER_BYTES) {
      await this.#file.truncate(0);
      this.#position = 0;
      this.#told = 0;
    }
    await this.#folder.noteRead(this.#told);
  }

  #take(text: string): void {
    const lines = (this.#begun + text).split("\n");
    this.#begun = lines.pop() ?? "";
    for (const line of lines) this.#onLine(line.endsWith("\r") ? line.slice(0, -1) : line);
    while (this.#begun.length > MAX_LINE_CHARACTERS) {
      this.#onLine(this.#begun.slice(0, MAX_LINE_CHARACTERS));
      this.#begun = this.#begun.slice(MAX_LINE_CHARACTERS);
    }
  }
}
