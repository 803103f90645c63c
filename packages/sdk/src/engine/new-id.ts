import { randomUUID } from "node:crypto";

const COUNTERS = 0x1000;

let lastMillis = 0;
let prefix = "";
let counter = 0;
const whole = Buffer.alloc(36);

/** A UUIDv7 (RFC 9562): ids made in this process sort in the order they were made. */
export function newId(): string {
  const millis = Math.max(Date.now(), lastMillis);
  counter += 1;
  if (millis !== lastMillis) begin(millis);
  else if (counter === COUNTERS) begin(millis + 1);
  // The tail of a random UUID has the variant's bits in their place.
  const parts = `${prefix}${(COUNTERS + counter).toString(16).slice(1)}${randomUUID().slice(18)}`;
  // A run's ids stay as long as its futures: as one text each, not as parts that hold on to others.
  whole.write(parts, 0, "latin1");
  return whole.toString("latin1");
}

function begin(millis: number): void {
  const time = millis.toString(16).padStart(12, "0");
  lastMillis = millis;
  prefix = `${time.slice(0, 8)}-${time.slice(8)}-7`;
  counter = 0;
}
