import type { Instant } from "@tutti/core/instant";
import type { RunLength } from "@tutti/core/wire/run-search";
import { sql, type SqlBool } from "kysely";
import { bigint, estimatedRunMicros } from "../run-estimate-columns.ts";
import { lookup, type Candidate } from "./candidate.ts";
import { combine, given, isNull, type Condition } from "./condition.ts";

const MICROS = 1_000_000;
const total = sql.ref("flow_run.total_run_micros");

interface LengthSearch {
  readonly condition: Condition;
  readonly candidates: readonly Candidate[];
}

/** Runs that have begun and were in RUNNING for so long until now. What grows is found by its state, all else by its length. */
export function ofLength({ at_least, below }: RunLength, now: Instant): LengthSearch {
  const estimated = estimatedRunMicros("flow_run", now);
  const bounds = (length: typeof total) => [
    ...given(at_least, (seconds) => sql<SqlBool>`${length} >= ${micros(seconds)}`),
    ...given(below, (seconds) => sql<SqlBool>`${length} < ${micros(seconds)}`),
  ];
  const known = bounds(total);
  const begun = isNull(sql.ref("flow_run.start_time"), false);
  return {
    condition: combine("and_", [begun, ...bounds(sql`(${estimated})`)]),
    candidates:
      known.length === 0
        ? []
        : [
            lookup(
              combine("or_", [combine("and_", known), sql<SqlBool>`${sql.ref("flow_run.state_type")} = 'RUNNING'`]),
            ),
          ],
  };
}

function micros(seconds: number) {
  return bigint(Math.round(seconds * MICROS));
}
