import { DatabaseError } from "pg";
import { TuttiError } from "@tutti/core/errors";
import { messageOf } from "../failure.ts";
import { postgresFailure } from "./postgres-failure.ts";

/** Who is let in (28), which databases there are (3D), and what a user may do there. */
const NOT_LET_IN = /^(28...|3D000|42501)$/;

/**
 * Why a database cannot be opened, for the person who named it: nobody sends anything again at a start. What is neither known
 * nor about the connection is left as it is.
 */
export function openingFailure(error: unknown, url: string): unknown {
  const known = postgresFailure(error);
  const isNotLetIn = error instanceof DatabaseError && NOT_LET_IN.test(error.code ?? "");
  const isUnreached = known instanceof TuttiError && known.code === "unavailable";
  if (!isNotLetIn && !isUnreached) return known;
  return new TuttiError("unopened_database", `${placeOf(url)} (${messageOf(error)})`, { cause: error });
}

/** Without user and password. */
function placeOf(url: string): string {
  if (!URL.canParse(url)) return "the one that was named";
  const { host, pathname } = new URL(url);
  return `${host}${pathname}`;
}
