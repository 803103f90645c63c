import { artifact, artifactCollection, artifactCollectionFilter, artifactFilter } from "@tutti/core/wire/artifact";
import { automationAction } from "@tutti/core/wire/automation-action";
import { automation, automationFilter } from "@tutti/core/wire/automation";
import { flow } from "@tutti/core/wire/flow";
import { flowFilter } from "@tutti/core/wire/flow-filter";
import { flowRun, flowRunPolicy } from "@tutti/core/wire/flow-run";
import { flowRunFilter } from "@tutti/core/wire/flow-run-filter";
import { flowRunInput } from "@tutti/core/wire/flow-run-input";
import { graph } from "@tutti/core/wire/graph";
import { deploymentFilter, workPoolFilter, workQueueFilter } from "@tutti/core/wire/infrastructure-filter";
import { log, logFilter } from "@tutti/core/wire/log";
import { orchestrationResult } from "@tutti/core/wire/orchestration";
import { state, stateCreate, stateDetails } from "@tutti/core/wire/state";
import { taskRun, taskRunPolicy } from "@tutti/core/wire/task-run";
import { taskRunFilter } from "@tutti/core/wire/task-run-filter";
import { trigger, triggerInput } from "@tutti/core/wire/trigger";
import { variable, variableFilter } from "@tutti/core/wire/variable";
import { z } from "zod";

/** Schemas that the document names, and refers to, instead of repeating them. */
const COMPONENTS: Readonly<Record<string, z.ZodType>> = {
  Artifact: artifact,
  ArtifactCollection: artifactCollection,
  ArtifactCollectionFilter: artifactCollectionFilter,
  ArtifactFilter: artifactFilter,
  DeploymentFilter: deploymentFilter,
  Automation: automation,
  AutomationAction: automationAction,
  AutomationFilter: automationFilter,
  Flow: flow,
  FlowFilter: flowFilter,
  FlowRun: flowRun,
  FlowRunFilter: flowRunFilter,
  FlowRunInput: flowRunInput,
  FlowRunPolicy: flowRunPolicy,
  Graph: graph,
  Log: log,
  LogFilter: logFilter,
  OrchestrationResult: orchestrationResult,
  State: state,
  StateCreate: stateCreate,
  StateDetails: stateDetails,
  TaskRun: taskRun,
  TaskRunFilter: taskRunFilter,
  TaskRunPolicy: taskRunPolicy,
  Trigger: trigger,
  TriggerInput: triggerInput,
  Variable: variable,
  VariableFilter: variableFilter,
  WorkPoolFilter: workPoolFilter,
  WorkQueueFilter: workQueueFilter,
};

/** Gives the schemas their names in zod's registry, where the conversion to JSON Schema looks them up. Idempotent. */
export function nameComponents(): void {
  for (const [id, schema] of Object.entries(COMPONENTS)) {
    z.globalRegistry.add(schema, { ...z.globalRegistry.get(schema), id });
  }
}
