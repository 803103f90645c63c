import type { FlowRunPolicy } from "@tutti/core/wire/flow-run";
import type { TaskRunPolicy } from "@tutti/core/wire/task-run";

// `max_retries` and `retry_delay_seconds` are the older names of `retries` and `retry_delay`: a client that sends only the
// older ones means the newer.

export function completeFlowRunPolicy(policy: FlowRunPolicy): FlowRunPolicy {
  return { ...policy, ...newerNames(policy), pause_keys: policy.pause_keys ?? [], resuming: policy.resuming ?? false };
}

export function completeTaskRunPolicy(policy: TaskRunPolicy): TaskRunPolicy {
  return { ...policy, ...newerNames(policy) };
}

interface RetryNames<Delay> {
  readonly max_retries: number;
  readonly retry_delay_seconds: number;
  readonly retries?: number | null | undefined;
  readonly retry_delay?: Delay | null | undefined;
}

function newerNames<Delay>(policy: RetryNames<Delay>): { retries: number | null; retry_delay: Delay | number | null } {
  return {
    retries: policy.retries ?? (policy.max_retries === 0 ? null : policy.max_retries),
    retry_delay: policy.retry_delay ?? (policy.retry_delay_seconds === 0 ? null : policy.retry_delay_seconds),
  };
}
