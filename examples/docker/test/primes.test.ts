import { withTestServer } from "tutti";
import { expect, test } from "vitest";
import { primes } from "../primes.ts";

// Its deployment, image and container: `tests/image/image.test.ts`.
test("the primes below a number are counted, in however many parts", async () => {
  await withTestServer(async () => {
    expect(await primes({ below: 100, parts: 3 })).toBe(25);
    expect(await primes()).toBe(168);
  });
});
