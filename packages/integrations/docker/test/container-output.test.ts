import { expect, test } from "vitest";
import * as fc from "fast-check";
import { ContainerOutput, type StampedLine } from "@tutti/docker/container-output";

const AT = "2026-11-26T20:00:00.000000001Z";
const LATER = "2026-11-26T20:00:01.000000000Z";

function frame(stream: number, text: string): Buffer {
  const body = Buffer.from(text);
  const header = Buffer.alloc(8);
  header.writeUInt8(stream, 0);
  header.writeUInt32BE(body.length, 4);
  return Buffer.concat([header, body]);
}

function read(chunks: readonly Buffer[], isTerminal = false): StampedLine[] {
  const lines: StampedLine[] = [];
  const output = new ContainerOutput(isTerminal, (line) => lines.push(line));
  for (const chunk of chunks) output.write(chunk);
  output.end();
  return lines;
}

test("lines of both streams come out whole, however the bytes come in", () => {
  const bytes = Buffer.concat([
    frame(1, `${AT} one\n`),
    frame(1, `${AT} a long `),
    frame(2, `${AT} größer\r\n`),
    frame(1, `${LATER} line\n`),
    frame(2, `${LATER} \n`),
    frame(1, `${LATER} left`),
  ]);
  const lines = [
    { at: AT, line: "one" },
    { at: AT, line: "größer" },
    { at: LATER, line: "a long line" },
    { at: LATER, line: "" },
    { at: LATER, line: "left" },
  ];
  fc.assert(
    fc.property(fc.array(fc.nat(bytes.length)), (cuts) => {
      const places = [0, ...cuts.toSorted((a, b) => a - b), bytes.length];
      const chunks = places.slice(1).map((end, index) => bytes.subarray(places[index], end));
      expect(read(chunks)).toEqual(lines);
    }),
  );
});

test("of a terminal there are no frames", () => {
  const text = Buffer.from(`${AT} é1\r\n${LATER} two`);
  expect(read([text.subarray(0, 32), text.subarray(32)], true)).toEqual([
    { at: AT, line: "é1" },
    { at: LATER, line: "two" },
  ]);
});

test("a line without an end is not kept for ever", () => {
  const long = "x".repeat(60_000);
  expect(read([frame(1, `${AT} ${long}`), frame(1, `${LATER} ${long}`)])).toEqual([{ at: LATER, line: long + long }]);
});
