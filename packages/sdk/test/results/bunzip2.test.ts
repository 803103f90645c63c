import { expect, test } from "vitest";
import { bunzip2 } from "../../src/results/bunzip2.ts";

const BYTES = Array.from({ length: 256 }, (_, byte) => byte);

// What Python's bz2.compress made of them; the last one at level 1, where blocks are smallest.
const written: readonly (readonly [what: string, content: Buffer, compressed: string])[] = [
  ["nothing", Buffer.alloc(0), "QlpoORdyRThQkAAAAAA="],
  [
    "text",
    Buffer.from(`${"Grüße, ".repeat(9)}!`),
    "QlpoOTFBWSZTWV195+0AAA2VrGAEAIACABAAAACABAgAIAAgqSGjQgyYjUK5ChvsLhiGQyHxdyRThQkF195+0A==",
  ],
  [
    "runs of every awkward length",
    Buffer.concat([3, 4, 5, 255, 258, 259, 260, 1].map((length, byte) => Buffer.alloc(length, byte))),
    "QlpoOTFBWSZTWWg8xlQAAABAAP+AAAggADEGTEEeponkkuk7FssWM6uKgkiGNDbe/F3JFOFCQaDzGVA=",
  ],
  [
    "every byte, and all backwards",
    Buffer.from([...BYTES, ...BYTES.toReversed()]),
    "QlpoOTFBWSZTWbHG+ekAAAD/////////////////////////////////////////////sAFgAUfqb//VVUAAAAEwAAAAEyYAAAAA" +
      "AAAAJgAAAAAAAAAAAAAAAAAACZGmCTAATAAEwAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAASYACYAAmAAAAAAAAAAAAAAAAAA" +
      "AAAAAAAAAAAAAAAAAAAECBBoEFBEHQhCUKQtDENQ5D0QRFEkTRRFUWRdGEZRpG0cR1HkfSBIUifwkaSJKkyTpQlKVJWliWpcl6YJ" +
      "imSZpomqbJunCcp0naeJ6nyfqAoL+VCUN/SiKKoyjqQpKlKWpimqcp6oKiqSpqoqqrKurCsq0rauK6ryvrAsKxLGsiyrMs60LStS" +
      "1rYtq3LeuC4rkua6Lquy7rwvK9L2vi+r8/tf2AYFgmDYRhWGYdiGJYpi2MY1jmPZBkWSZNlGVZZl2YZlmmbZxnWeZ9oGhaJo2kaV" +
      "pmnahqWqatrGta5r2wbFsmzbRtW2bduG5bpu28b1vm/cBwXCcNxHFcZx3IclynLcxzXOc90HRdJ03UdV1nXdh2Xadt3Hdd533geF" +
      "4njeR5Xmed6Hpep63se17nvfB8XyfN/j6Pq/1/z7P/fd+H5QIL9C7kinChIWON89IA==",
  ],
  [
    "several blocks",
    Buffer.from("0123456789abcdefghij".repeat(13_000)),
    "QlpoMTFBWSZTWRt8fqYACcOJAH/gP/AwANmIphNNAaYgmqqMhhNNMApVRkMJpph1UFR4EKjzUFRhUFRjUFR6qCo91BUfKgishVCs" +
      "xVCtBVCtRVCvoqhWwqhX4VQrcVQr+KoVwKoVyKoV0QVHZigrJMprMEqJzYACcOEgD/wH/gYAGzEUwmmgNMQTVVGQwmmmAUqoyGE0" +
      "0w6qCo8VBUeRCowqCoxqCo9VBUe6gqPlQRWQqhWYqhWgqhWoqhX0VQrYVQr8KoVuKoV/FUK4FUK5FUK6IKjsxQVkmU1lgZjEvAAu" +
      "5CQB/4D/wMACwFMJpoDTEE1VIxGBDIUwmmgNMTtQhYKELDwoQvMhCxkIWUhCzkIXqQhe5CFpIQtZCFtIQt5CFxIQuZCF8kIX2Qhf" +
      "pCF1IQu5CF/F3JFOFCQCT9XbgA==",
  ],
];

test.each(written)("%s is read as it was written", (_what, content, compressed) => {
  expect(bunzip2(Buffer.from(compressed, "base64")).equals(content)).toBe(true);
});

test("streams that follow each other are read as one", () => {
  const [, , compressed] = written[1] ?? [];
  const stream = Buffer.from(compressed ?? "", "base64");
  expect(String(bunzip2(Buffer.concat([stream, stream])))).toBe(`${"Grüße, ".repeat(9)}!`.repeat(2));
});

test("what is damaged or cut off anywhere is an error, and never something else than was written", () => {
  const [, content = Buffer.of(), compressed = ""] = written[1] ?? [];
  const whole = Buffer.from(compressed, "base64");
  const outcomes = new Set<string>();
  for (const at of whole.keys()) {
    outcomes.add(outcomeOf(whole.subarray(0, at), content));
    for (const bit of [1, 16, 128]) {
      const damaged = Buffer.from(whole);
      damaged[at] = (damaged[at] ?? 0) ^ bit;
      outcomes.add(outcomeOf(damaged, content));
    }
  }
  // The bits that fill up the last byte say nothing.
  expect([...outcomes].sort()).toEqual(["as written", "this is no whole stream of bz2"]);
});

function outcomeOf(compressed: Buffer, content: Buffer): string {
  try {
    return bunzip2(compressed).equals(content) ? "as written" : "something else";
  } catch (error) {
    return error instanceof Error ? error.message.replace(/: .*/, "") : "no error";
  }
}
