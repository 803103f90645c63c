import { flowRule } from "../flow-transition.ts";

/** A client that renews no lease keeps its slot until its run ends. */
export const makeLeasePermanent = flowRule({
  from: ["PENDING"],
  to: ["RUNNING", "CANCELLING"],
  judge: ({ initial, facts }) => {
    const leaseId = initial.deploymentConcurrencyLeaseId;
    if (leaseId === null || facts.leaseSupport === "renews") return null;
    return { kind: "amend", effects: [{ kind: "make-lease-permanent", leaseId }] };
  },
});
