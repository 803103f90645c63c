import { TuttiError } from "@tutti/core/errors";
import { GitError } from "./git.ts";

const TRANSIENT =
  /could not resolve host|timed? ?out|connection (?:reset|refused|closed)|early eof|rpc failed|returned error: (?:429|5\d\d)|unexpected disconnect|unable to look up|broken pipe/i;

/** Whether the same may succeed a moment later. */
export function isTransient(error: unknown): boolean {
  return error instanceof GitError && TRANSIENT.test(error.message);
}

const HINTS: readonly (readonly [RegExp, string])[] = [
  [
    /authentication failed|could not read username|returned error: 40[13]|permission denied/i,
    "give access_token or credentials that may read it",
  ],
  [
    /repository not found|not found$|does not exist|does not appear to be a git repository/i,
    "check its address; a private one needs access_token or credentials",
  ],
  [/couldn't find remote ref|not our ref|remote branch .* not found/i, "check the branch or commit"],
  [/host key verification failed/i, "add the host to known_hosts on this machine"],
  [/could not resolve host|timed? ?out|connection refused/i, "check the network and the address"],
];

/** What a person is told: what was tried, what git said, what to do. */
export function gitFailure(what: string, error: unknown): unknown {
  if (!(error instanceof GitError)) return error;
  const hint = HINTS.find(([pattern]) => pattern.test(error.message))?.[1];
  return new TuttiError("failed_step", `${what}: ${error.message}${hint === undefined ? "" : ` (${hint})`}`);
}
