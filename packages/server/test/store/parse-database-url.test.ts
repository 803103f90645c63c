import { describe, expect, test } from "vitest";
import { parseDatabaseUrl } from "../../src/store/open-store.ts";

describe("a database URL", () => {
  test.each([
    ["sqlite:///relative/tutti.db", { kind: "sqlite", path: "relative/tutti.db" }],
    ["sqlite:////home/ada/tutti.db", { kind: "sqlite", path: "/home/ada/tutti.db" }],
    ["sqlite+aiosqlite:////home/ada/tutti.db", { kind: "sqlite", path: "/home/ada/tutti.db" }],
    ["sqlite:///C:\\data\\tutti.db", { kind: "sqlite", path: "C:\\data\\tutti.db" }],
    ["postgres://u:p@h:5432/d", { kind: "postgres", url: "postgresql://u:p@h:5432/d" }],
    ["postgresql://h/d?sslmode=require", { kind: "postgres", url: "postgresql://h/d?sslmode=require" }],
    ["postgresql+asyncpg://u:p@h/d", { kind: "postgres", url: "postgresql://u:p@h/d" }],
    ["POSTGRESQL://h/d", { kind: "postgres", url: "postgresql://h/d" }],
  ])("%s is understood", (url, place) => {
    expect(parseDatabaseUrl(url)).toEqual(place);
  });

  test.each(["", "tutti.db", "sqlite://", "sqlite:///", "sqlite:///:memory:", "mysql://h/d", "http://h"])(
    "'%s' is refused",
    (url) => {
      expect(() => parseDatabaseUrl(url)).toThrow(expect.objectContaining({ code: "invalid_setting" }));
    },
  );

  test("is not repeated in the error: it may hold a password", () => {
    expect(() => parseDatabaseUrl("mysql://root:secret@h/d")).toThrow(expect.not.stringContaining("secret"));
  });
});
