/** What `import … from "tutti"` offers. */
export { allowFailure } from "@tutti/sdk/allow-failure";
export { flow } from "@tutti/sdk/flow";
export type { Flow } from "@tutti/sdk/flow";
export type { FlowInfo, FlowOptions, FlowRunInfo } from "@tutti/sdk/flow-options";
export { getLogger } from "@tutti/sdk/get-logger";
export type { Logger } from "@tutti/sdk/logger";
export { exponentialBackoff } from "@tutti/sdk/retries";
export { runtime } from "@tutti/sdk/runtime";
export { State } from "@tutti/sdk/state";
export { tags } from "@tutti/sdk/tags";
export { task } from "@tutti/sdk/task";
export type { Task } from "@tutti/sdk/task";
export { TaskFuture } from "@tutti/sdk/task-future";
export type { TaskInfo, TaskOptions, TaskRunInfo } from "@tutti/sdk/task-options";
export { unmapped } from "@tutti/sdk/unmapped";
export { TuttiError } from "@tutti/core/errors";
