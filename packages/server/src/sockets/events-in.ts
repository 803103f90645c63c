import { ApiError } from "@tutti/core/errors";
import { SESSION_PROTOCOL, type SessionReply } from "@tutti/core/wire/session";
import type { FastifyBaseLogger } from "fastify";
import type { RawData, WebSocket } from "ws";
import { readEventFrame, type FrameEvent, type RefusedEvent } from "./event-frames.ts";
import type { RecordEvents } from "./record-apart.ts";
import { rehearse } from "./rehearsal.ts";
import { textOf } from "./text-frame.ts";

// One connection of `/events/in`, the door for what task runs report.
//
// I1: replies come in the order of what they answer. An acknowledgement is cumulative, so it never passes an event that
//     is not committed, nor a refusal that was not said.
// I2: a pong is an acknowledgement too: it is sent when everything received before its ping is committed.
// I3: what arrives while a commit is under way is committed together, next.
// I4: memory is bounded: beyond a limit the connection is not read until there is room.

type Entry = FrameEvent | { readonly pong: Buffer };

const QUEUED_CHARACTERS_MAX = 8 * 1024 * 1024;
/** What an entry costs besides its text. */
const ENTRY_CHARACTERS = 200;
const BATCH_MAX = 1000;
const TRY_AGAIN_LATER = 1013;
const INVALID_DATA = 1007;
const GOING_AWAY = 1001;
const CLOSE_REASON_BYTES_MAX = 123;

export class EventIntake {
  readonly #socket: WebSocket;
  readonly #record: RecordEvents;
  readonly #log: FastifyBaseLogger;
  readonly #isAcknowledged: boolean;
  #queue: Entry[] = [];
  #queuedCharacters = 0;
  #draining: Promise<void> | null = null;
  #isEnding = false;

  constructor(socket: WebSocket, record: RecordEvents, log: FastifyBaseLogger) {
    this.#socket = socket;
    this.#record = record;
    this.#log = log;
    this.#isAcknowledged = socket.protocol === SESSION_PROTOCOL;
    socket.on("message", (data: RawData) => this.#receive(textOf(data)));
    socket.on("ping", (payload: Buffer) => this.#enqueue([{ pong: payload }], 0));
  }

  /** Takes no more, commits and acknowledges what was received, and closes. */
  async end(): Promise<void> {
    this.#isEnding = true;
    await this.#draining;
    this.#close(GOING_AWAY, "The server is stopping");
  }

  #receive(text: string): void {
    if (this.#isEnding) return;
    const events = readEventFrame(text);
    if (events !== null) this.#enqueue(events, text.length);
    else if (this.#isAcknowledged) this.#close(INVALID_DATA, "Expected an event or an array of events");
    else this.#log.warn({ characters: text.length }, "discarded a frame that is no event");
  }

  #enqueue(entries: readonly Entry[], characters: number): void {
    if (this.#isEnding) return;
    for (const entry of entries) this.#queue.push(entry);
    this.#queuedCharacters += characters + entries.length * ENTRY_CHARACTERS;
    if (this.#queuedCharacters > QUEUED_CHARACTERS_MAX) this.#socket.pause();
    this.#draining ??= this.#drain().finally(() => {
      this.#draining = null;
    });
  }

  async #drain(): Promise<void> {
    while (this.#queue.length > 0) {
      const batch = this.#takeBatch();
      try {
        this.#reply(batch, await this.#commit(batch));
      } catch (error) {
        this.#giveUp(error);
      }
    }
  }

  #takeBatch(): Entry[] {
    const batch = this.#queue.splice(0, BATCH_MAX);
    if (this.#queue.length === 0) {
      this.#queuedCharacters = 0;
      if (this.#socket.isPaused && !this.#isEnding) this.#socket.resume();
    }
    return batch;
  }

  async #commit(batch: readonly Entry[]): Promise<ReadonlyMap<string, RefusedEvent>> {
    const records = batch.flatMap((entry) => ("record" in entry ? [entry.record] : []));
    if (records.length === 0) return new Map();
    const refused = await this.#record(records);
    return new Map(refused.map((event) => [event.id, event]));
  }

  #reply(batch: readonly Entry[], refused: ReadonlyMap<string, RefusedEvent>): void {
    let committed: string | null = null;
    const acknowledge = () => {
      if (committed !== null) this.#say({ ack: committed });
      committed = null;
    };
    for (const entry of batch) {
      const refusal = refusalOf(entry, refused);
      if ("record" in entry && refusal === undefined) committed = entry.record.row.id;
      else acknowledge();
      if (refusal !== undefined) this.#refuse(refusal);
      if ("pong" in entry) this.#pong(entry.pong);
    }
    acknowledge();
  }

  #refuse({ id, code, detail }: RefusedEvent): void {
    this.#log.warn({ event: id, code, detail }, "refused an event");
    this.#say({ nack: id, code, detail });
  }

  #say(reply: SessionReply): void {
    if (this.#isAcknowledged && this.#socket.readyState === this.#socket.OPEN) this.#socket.send(JSON.stringify(reply));
  }

  #pong(payload: Buffer): void {
    if (this.#socket.readyState === this.#socket.OPEN) this.#socket.pong(payload);
  }

  /** What is not acknowledged is sent again on the next connection. */
  #giveUp(error: unknown): void {
    this.#log.error({ err: error }, "events were not recorded");
    this.#queue = [];
    this.#isEnding = true;
    this.#close(
      TRY_AGAIN_LATER,
      error instanceof ApiError ? closeReason(error.message) : "The events were not recorded",
    );
  }

  /** A connection that is not read would never hear the other side's answer. */
  #close(code: number, reason: string): void {
    this.#socket.resume();
    this.#socket.close(code, reason);
  }
}

/** As much of a text as a close frame has room for (RFC 6455, 5.5). */
function closeReason(text: string): string {
  return Buffer.from(text)
    .subarray(0, CLOSE_REASON_BYTES_MAX)
    .toString()
    .replace(/\uFFFD$/, "");
}

function refusalOf(entry: Entry, refused: ReadonlyMap<string, RefusedEvent>): RefusedEvent | undefined {
  if ("refused" in entry) return entry.refused;
  return "record" in entry ? refused.get(entry.record.row.id) : undefined;
}

/** The connections that are open, for the one who stops the server. */
export class EventIntakes {
  readonly #record: RecordEvents;
  readonly #log: FastifyBaseLogger;
  readonly #open = new Set<EventIntake>();
  #isRehearsed = false;

  constructor(record: RecordEvents, log: FastifyBaseLogger) {
    this.#record = record;
    this.#log = log;
  }

  serve(socket: WebSocket): void {
    // While its client makes a run: the first report comes a moment later.
    if (!this.#isRehearsed) rehearse();
    this.#isRehearsed = true;
    const intake = new EventIntake(socket, this.#record, this.#log);
    this.#open.add(intake);
    socket.once("close", () => void intake.end().then(() => this.#open.delete(intake)));
  }

  async end(): Promise<void> {
    await Promise.all([...this.#open].map((intake) => intake.end()));
  }
}
