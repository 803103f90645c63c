import type { FlowPolicy } from "./flow-transition.ts";

/** What a client's proposal meets. */
export const FLOW_POLICY: FlowPolicy = { name: "flow", rules: [], consequences: [] };

/** What a forced proposal meets, and the state a run is created with. */
export const FORCED_FLOW_POLICY: FlowPolicy = { name: "forced-flow", rules: [], consequences: [] };

/** What the late marker's proposal meets. */
export const LATE_FLOW_POLICY: FlowPolicy = { name: "late-flow", rules: [], consequences: [] };
