import type { AcceptedDifference } from "./accepted-difference.ts";
import { concurrency } from "./accepted/concurrency.ts";
import { automations } from "./accepted/automations.ts";
import { blocks } from "./accepted/blocks.ts";
import { deployments } from "./accepted/deployments.ts";
import { events } from "./accepted/events.ts";
import { floats } from "./accepted/floats.ts";
import { malformed } from "./accepted/malformed.ts";
import { recovery } from "./accepted/recovery.ts";
import { slips } from "./accepted/slips.ts";
import { ways } from "./accepted/ways.ts";
import { workPools } from "./accepted/work-pools.ts";
import { words } from "./accepted/words.ts";

/** Every difference from the real server that stands on purpose. An entry that no answer needs fails the tests. */
export const acceptedDifferences: readonly AcceptedDifference[] = [
  ...deployments,
  ...automations,
  ...events,
  ...floats,
  ...malformed,
  ...words,
  ...slips,
  ...ways,
  ...concurrency,
  ...workPools,
  ...blocks,
  ...recovery,
];
