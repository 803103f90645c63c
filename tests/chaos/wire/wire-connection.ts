import { unreachable } from "@tutti/core/unreachable";
import type { Socket } from "node:net";
import type { Fault } from "./fault.ts";
import { ClientReader, isData, type MessageReader, ServerReader } from "./message-reader.ts";

const LATEST_MS = 1000;
const SILENT_MS = 300;

export interface WireEvents {
  /** What happens to the next message; null for nothing. */
  fault(): Fault | null;
  suffered(fault: Fault): void;
  /** Sends a whole request once more. */
  repeat(request: Buffer): void;
  /** The server said this, if it can be read as text. */
  said(text: string): void;
  closed(): void;
}

interface Direction {
  readonly reader: MessageReader;
  readonly to: Socket;
  readonly isFromClient: boolean;
  /** Settled when everything taken so far is on its way: nothing overtakes. */
  order: Promise<void>;
  isSilent: boolean;
}

/** One connection through the wire, both ways. */
export class WireConnection {
  readonly #client: Socket;
  readonly #server: Socket;
  readonly #random: () => number;
  readonly #events: WireEvents;
  readonly #clientReader = new ClientReader();
  #isCut = false;

  constructor(client: Socket, server: Socket, random: () => number, events: WireEvents) {
    this.#client = client;
    this.#server = server;
    this.#random = random;
    this.#events = events;
    this.#join(client, { ...this.#way(server, this.#clientReader), isFromClient: true });
    this.#join(server, this.#way(client, new ServerReader()));
  }

  cut(): void {
    if (this.#isCut) return;
    this.#isCut = true;
    this.#client.destroy();
    this.#server.destroy();
    this.#events.closed();
  }

  #way(to: Socket, reader: MessageReader): Direction {
    return { reader, to, isFromClient: false, order: Promise.resolve(), isSilent: false };
  }

  #join(from: Socket, way: Direction): void {
    from.setNoDelay(true);
    from.on("error", () => undefined);
    from.on("data", (chunk: Buffer) => {
      for (const message of way.reader.push(chunk)) way.order = way.order.then(() => this.#carry(message, way));
    });
    from.on("close", () => void way.order.then(() => this.cut()));
  }

  async #carry(message: Buffer, way: Direction): Promise<void> {
    if (this.#isCut || way.isSilent) return;
    if (!way.isFromClient) this.#events.said(message.toString("latin1"));
    const fault = this.#events.fault();
    if (fault !== null && (await this.#harm(fault, message, way))) return;
    way.to.write(message);
  }

  /** Answers whether the message has been dealt with. */
  async #harm(fault: Fault, message: Buffer, way: Direction): Promise<boolean> {
    if (fault === "twice" && !this.#isRepeatable(message, way)) return false;
    this.#events.suffered(fault);
    switch (fault) {
      case "late":
        await this.#passed(this.#random() * LATEST_MS);
        return false;
      case "twice":
        if (this.#clientReader.isSocket) way.to.write(message);
        else this.#events.repeat(message);
        return false;
      case "lost":
        way.isSilent = true;
        void this.#passed(this.#random() * SILENT_MS).then(() => this.cut());
        return true;
      case "cut after":
        way.to.write(message, () => this.cut());
        return true;
      case "cut within":
        way.to.write(message.subarray(0, Math.floor(this.#random() * message.length)), () => this.cut());
        return true;
      default:
        return unreachable(fault);
    }
  }

  #isRepeatable(message: Buffer, way: Direction): boolean {
    if (this.#clientReader.isSocket) return isData(message) && !/^HTTP|^GET/.test(message.subarray(0, 4).toString());
    return way.isFromClient;
  }

  #passed(ms: number): Promise<void> {
    return new Promise((resolve) => {
      setTimeout(resolve, ms);
    });
  }
}
