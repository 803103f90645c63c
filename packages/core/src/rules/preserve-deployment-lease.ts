import { flowRule } from "../flow-transition.ts";
import { ANY_ORIGIN, ANY_TARGET } from "../rule.ts";

/** Every state of a run names the lease of its slot, so that whoever ends the run can release it. */
export const preserveDeploymentLease = flowRule({
  from: ANY_ORIGIN,
  to: ANY_TARGET,
  judge: ({ initial, proposed }) => {
    const held = initial?.deploymentConcurrencyLeaseId ?? null;
    if (held === null || proposed.deploymentConcurrencyLeaseId !== null) return null;
    return { kind: "amend", proposed: { ...proposed, deploymentConcurrencyLeaseId: held } };
  },
});
