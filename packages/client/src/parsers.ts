import type { Parser } from "./http.ts";

export function arrayOf<T>(item: Parser<T>): Parser<T[]> {
  return {
    parse(value) {
      if (!Array.isArray(value)) throw new TypeError("The server answered something else than a list");
      return value.map((element) => item.parse(element));
    },
  };
}

export const count: Parser<number> = {
  parse(value) {
    if (typeof value !== "number") throw new TypeError("The server answered something else than a count");
    return value;
  },
};
