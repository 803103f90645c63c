// A stream of bytes, taken apart where a message ends: HTTP requests with a length, and the frames of a WebSocket.

const HEAD_END = Buffer.from("\r\n\r\n");

/** Gives the whole messages that have come, one after the other. */
export interface MessageReader {
  push(chunk: Buffer): Buffer[];
}

/** What a client says: requests, then frames once one of them asked for a WebSocket. */
export class ClientReader implements MessageReader {
  #rest = Buffer.alloc(0);
  /** True when the connection has become a WebSocket. */
  isSocket = false;

  push(chunk: Buffer): Buffer[] {
    this.#rest = Buffer.concat([this.#rest, chunk]);
    const messages: Buffer[] = [];
    for (let length = this.#length(); length !== null; length = this.#length()) {
      const message = this.#rest.subarray(0, length);
      this.#rest = this.#rest.subarray(length);
      if (!this.isSocket && /^upgrade: *websocket/im.test(message.toString("latin1"))) this.isSocket = true;
      messages.push(message);
    }
    return messages;
  }

  #length(): number | null {
    const length = this.isSocket ? frameLength(this.#rest) : requestLength(this.#rest);
    return length === null || length > this.#rest.length ? null : length;
  }
}

/** What a server says: answers as they come, since nothing depends on their ends, then frames. */
export class ServerReader implements MessageReader {
  #rest = Buffer.alloc(0);
  #isSocket = false;

  push(chunk: Buffer): Buffer[] {
    if (this.#isSocket) return this.#frames(chunk);
    if (!chunk.subarray(0, 12).toString("latin1").endsWith(" 101")) return [chunk];
    this.#isSocket = true;
    const end = chunk.indexOf(HEAD_END) + HEAD_END.length;
    return [chunk.subarray(0, end), ...this.#frames(chunk.subarray(end))];
  }

  #frames(chunk: Buffer): Buffer[] {
    this.#rest = Buffer.concat([this.#rest, chunk]);
    const frames: Buffer[] = [];
    for (let length = frameLength(this.#rest); length !== null && length <= this.#rest.length;) {
      frames.push(this.#rest.subarray(0, length));
      this.#rest = this.#rest.subarray(length);
      length = frameLength(this.#rest);
    }
    return frames;
  }
}

function requestLength(bytes: Buffer): number | null {
  const end = bytes.indexOf(HEAD_END);
  if (end === -1) return null;
  const [, length = "0"] = /^content-length: *(\d+)/im.exec(bytes.subarray(0, end).toString("latin1")) ?? [];
  return end + HEAD_END.length + Number(length);
}

/** RFC 6455, section 5.2: two bytes, a longer length where they say so, and a mask on what clients send. */
function frameLength(bytes: Buffer): number | null {
  if (bytes.length < 2) return null;
  const second = bytes.readUInt8(1);
  const mask = second >= 0x80 ? 4 : 0;
  const short = second & 0x7f;
  if (short < 126) return 2 + mask + short;
  if (short === 126) return bytes.length < 4 ? null : 4 + mask + bytes.readUInt16BE(2);
  return bytes.length < 10 ? null : 10 + mask + Number(bytes.readBigUInt64BE(2));
}

/** Whether a frame of a WebSocket is data, not a word about the connection. */
export function isData(frame: Buffer): boolean {
  return (frame.readUInt8(0) & 0x08) === 0;
}
