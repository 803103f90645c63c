import { expect, test } from "vitest";
import { instant } from "../src/instant.ts";
import {
  allowedRecoveries,
  goneOwnerMessage,
  recoveriesAfterStop,
  recoveriesLeft,
  type RecoveryFacts,
} from "../src/recoveries.ts";

const POLICY = { max_retries: 0, retry_delay_seconds: 0 };

function facts(given: Partial<RecoveryFacts> = {}): RecoveryFacts {
  return { policy: { ...POLICY, recoveries: 3 }, deployment: { labels: {} }, spent: 0, ...given };
}

const labelled = (value: unknown) => ({ labels: { "tutti.recoveries": value } });

test.each([
  ["as its SDK says", {}, 3],
  ["of another SDK: never", { policy: POLICY }, 0],
  ["of another SDK whose deployment asks for it", { policy: POLICY, deployment: labelled(2) }, 2],
  ["whose deployment forbids it", { deployment: labelled(0) }, 0],
  ["whose deployment says nothing sensible: a text", { deployment: labelled("5") }, 3],
  ["whose deployment says nothing sensible: a fraction", { deployment: labelled(1.5) }, 3],
  ["whose deployment says nothing sensible: less than nothing", { deployment: labelled(-1) }, 3],
  ["without a deployment", { deployment: "none" as const }, 0],
  ["whose deployment was deleted", { deployment: "gone" as const }, 0],
])("how often a run is started again: %s", (_which, given, expected) => {
  expect(allowedRecoveries(facts(given))).toBe(expected);
});

test.each([
  [0, 3],
  [2, 1],
  [3, 0],
  [4, 0],
])("after %i of 3 recoveries, %i are left", (spent, left) => {
  expect(recoveriesLeft(facts({ spent }))).toBe(left);
});

const GONE = "The process that executed the run is gone: its lease ended at 2027-01-15T08:00:00Z.";

test.each([
  ["is started again", {}, ""],
  ["has no deployment", { deployment: "none" as const }, " It has no deployment that could start it again."],
  [
    "has lost its deployment",
    { deployment: "gone" as const },
    " Its deployment, which could start it again, was deleted.",
  ],
  ["is of another SDK", { policy: POLICY }, " It is not to be started again by itself."],
  ["has been started again often enough", { spent: 3 }, " Its 3 recoveries are spent."],
])("the message of a run that %s", (_which, given, reason) => {
  const advice = reason === "" ? "" : " `tutti flow-run resume an-id` goes on from its last step.";
  const message = goneOwnerMessage("an-id", instant(1_800_000_000_000_000), facts(given));
  expect(message).toBe(`${GONE}${reason}${advice}`);
});

test.each([
  ["is one that is started again, however often it was", { spent: 3 }, "free"],
  ["is never started again", { policy: POLICY }, 0],
])("what a planned stop costs a run that %s", (_which, given, expected) => {
  expect(recoveriesAfterStop(facts(given))).toBe(expected);
});
