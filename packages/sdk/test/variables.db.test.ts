import { expect, expectTypeOf, test } from "vitest";
import { z } from "zod";
import { variables } from "../src/variables.ts";
import { useServer } from "./support/server.ts";

useServer();

const limits = z.object({ rows: z.int().min(1), since: z.iso.date().transform((text) => new Date(text)) });

test("a value is checked, and given as the schema has it", async () => {
  await variables.set("limits", { rows: 5, since: "2024-01-01" });
  const value = await variables.get("limits", undefined, limits);
  expectTypeOf(value).toEqualTypeOf<{ rows: number; since: Date } | undefined>();
  expect(value).toEqual({ rows: 5, since: new Date("2024-01-01") });
});

test("a value that does not fit is an error that names the place", async () => {
  await variables.set("bad_limits", { rows: 0, since: "2024-01-01" });
  await expect(variables.get("bad_limits", undefined, limits)).rejects.toMatchObject({
    code: "invalid_variable",
    detail: expect.stringMatching(/^"bad_limits": rows: /),
  });
});

test("a variable that is not there is its fallback, of the fallback's type", async () => {
  const fallback = { rows: 1, since: new Date(0) };
  const checked = await variables.get("none", fallback, limits);
  expectTypeOf(checked).toEqualTypeOf<{ rows: number; since: Date }>();
  expect(checked).toBe(fallback);
  const typed = await variables.get("none", 7);
  expectTypeOf(typed).toEqualTypeOf<number>();
  const trusted = await variables.get<string[]>("none");
  expectTypeOf(trusted).toEqualTypeOf<string[] | undefined>();
  expect([typed, trusted]).toEqual([7, undefined]);
});
