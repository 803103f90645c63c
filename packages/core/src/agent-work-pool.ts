/** The name of the pool that has the queues which agents and deployments name without a pool. */
export const AGENT_WORK_POOL = "default-agent-pool";
