import { profileProblems } from "@tutti/client/active-profile";
import type { ApiClient } from "@tutti/client/http";
import { TuttiError } from "@tutti/core/errors";
import { CLI_VERSION } from "../cli-version.ts";
import type { CommandContext } from "../context.ts";
import { type Finding, fine, note, wrong } from "./check.ts";

const SKEW_MAX_MS = 5000;

export async function checkProfile({ profile }: CommandContext): Promise<Finding> {
  try {
    const active = await profile();
    const problems = profileProblems(active);
    if (problems.length === 0) return fine("Profile", active.name);
    return wrong("Profile", problems.join(" "), "Correct it: tutti config set NAME=value, or tutti config unset NAME.");
  } catch (error) {
    return failure("Profile", error);
  }
}

/** Whether a server answers, whether its version fits, whether its database answers, and whether its clock agrees. */
export async function checkServer({ connect }: CommandContext): Promise<Finding[]> {
  let api: ApiClient;
  try {
    api = await connect();
  } catch (error) {
    return [failure("Server", error)];
  }
  const [{ kind, version }, { url }] = [await api.server(), await api.address()];
  const server = fine("Server", `${kind} ${version} at ${url}`);
  const isOther = kind === "tutti" && version !== CLI_VERSION;
  const fit = note(
    "Version",
    `the server is ${version}, this command line ${CLI_VERSION}`,
    "Upgrade the older of the two.",
  );
  return [server, ...(isOther ? [fit] : []), ...(await checkAnswers(url))];
}

async function checkAnswers(url: string): Promise<Finding[]> {
  const before = Date.now();
  const answer = await fetch(`${url}/ready`).catch(() => null);
  const after = Date.now();
  const isReady = answer?.ok === true;
  const database = isReady
    ? fine("Database", `answers, ${after - before} ms`)
    : wrong("Database", "the server is there and its database is not", "See the server's log; it says why.");
  const date = Date.parse(answer?.headers.get("date") ?? "");
  if (Number.isNaN(date)) return [database];
  // The header has whole seconds, cut off.
  const skewMs = date < before - 1000 ? date - before : Math.max(0, date - after);
  const clock =
    Math.abs(skewMs) <= SKEW_MAX_MS
      ? fine("Clock", "agrees with the server's")
      : wrong(
          "Clock",
          `${(skewMs / 1000).toFixed(0)} s off the server's`,
          "Let both machines set their clocks by NTP.",
        );
  return [database, clock];
}

function failure(check: string, error: unknown): Finding {
  if (error instanceof TuttiError) return wrong(check, error.message, error.fix);
  return wrong(check, error instanceof Error ? error.message : String(error), "See the message.");
}
