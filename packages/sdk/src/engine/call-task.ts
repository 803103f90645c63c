import { refuseOnTaskThread } from "../threads/thread-mark.ts";
import type { CallEnd } from "./call-end.ts";
import { CallPlace } from "./call-place.ts";
import { tellOfOtherCopy } from "./other-copies.ts";
import { isOnlyToBeAdmitted, performStep } from "./perform-step.ts";
import { TaskCall } from "./task-call.ts";
import type { TaskDefinition } from "./task-definition.ts";

/**
 * Makes a call of a task. Its key and name are settled before this returns, in the order of the calls; all else goes
 * on by itself. Throws only for what is wrong with the call: two calls with one key.
 */
export function callTask(task: TaskDefinition, args: readonly unknown[], place = new CallPlace()): CallEnd {
  refuseOnTaskThread(task.name);
  const call = new TaskCall(task, args, place);
  if (call.scope === null) tellOfOtherCopy(task.name);
  if (!waits(call)) void call.follow(performStep(call.started()));
  call.context.transaction?.track(call.end.ended);
  return call.end;
}

// Nothing of such a call is under way: it takes no more than its arguments and its future.
function waits(call: TaskCall): boolean {
  const { scope, place } = call;
  if (scope === null || !scope.connection.admission.isBusy || !isOnlyToBeAdmitted(call)) return false;
  scope.callBegan();
  place.keep();
  scope.connection.admission.wait(call);
  return true;
}
