import { randomFillSync } from "node:crypto";

const BYTES_PER_ID = 10;
const pool = Buffer.alloc(BYTES_PER_ID * 256);
let used = pool.length;
let lastMillis = 0;
let sequence = 0;

/** A UUIDv7 (RFC 9562): ids made in this process sort in the order they were made, up to 4,096 a millisecond. */
export function newId(): string {
  const millis = Math.max(Date.now(), lastMillis);
  sequence = millis === lastMillis ? (sequence + 1) & 0xfff : 0;
  if (millis === lastMillis && sequence === 0) return idAt(++lastMillis, 0);
  lastMillis = millis;
  return idAt(millis, sequence);
}

function idAt(millis: number, counter: number): string {
  if (used === pool.length) {
    randomFillSync(pool);
    used = 0;
  }
  const random = pool.toString("hex", used, used + BYTES_PER_ID);
  used += BYTES_PER_ID;
  const time = millis.toString(16).padStart(12, "0");
  const variant = "89ab".charAt(Number.parseInt(random.charAt(0), 16) & 3);
  const count = counter.toString(16).padStart(3, "0");
  return `${time.slice(0, 8)}-${time.slice(8)}-7${count}-${variant}${random.slice(1, 4)}-${random.slice(4, 16)}`;
}
