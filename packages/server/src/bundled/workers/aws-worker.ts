import { COMMON, COMMON_NAMES, filledIn, textMapping, variable, type BundledWorker } from "../bundled-worker.ts";
import { any, choice, flag, integer, list, mapping, nested, optional, text } from "../field.ts";

const own = [
  "aws_credentials",
  "configure_cloudwatch_logs",
  "cloudwatch_logs_options",
  "cloudwatch_logs_prefix",
  "network_configuration",
  "stream_output",
  "task_start_timeout_seconds",
  "task_watch_poll_interval",
  "auto_deregister_task_definition",
  "vpc_id",
  "container_name",
  "cluster",
  "match_latest_revision_in_family",
];

const size = filledIn("cpu", "memory");
const container = { name: variable("container_name") };

export const awsWorker: BundledWorker = {
  type: "ecs",
  displayName: "AWS Elastic Container Service",
  collection: "prefect-aws",
  words: "Runs flows as tasks of AWS ECS, on Fargate or EC2.",
  variables: {
    ...COMMON,
    task_definition_arn: optional(text("Task definition to use as it is, in place of one that is made.")),
    aws_credentials: optional(nested("How to sign in to AWS.", "aws-credentials")),
    cluster: optional(text("Cluster that the task runs in.")),
    family: optional(text("Family of the task definition that is made.")),
    launch_type: choice("What the task runs on.", ["FARGATE", "EC2", "EXTERNAL", "FARGATE_SPOT"]),
    capacity_provider_strategy: optional(
      list("Which capacity providers take the task, in place of a launch type.", "CapacityProvider", {
        capacityProvider: text("Name of the provider."),
        weight: integer("Its share of the tasks."),
        base: integer("Tasks that it takes before shares count."),
      }),
    ),
    image: optional(text("Image of the container.")),
    cpu: optional(integer("CPU units of the task: 1024 are one core.")),
    memory: optional(integer("Memory of the task, in MB.")),
    container_name: optional(text("Name of the container that runs the flow.")),
    task_role_arn: optional(text("Role that the flow has.")),
    execution_role_arn: optional(text("Role that ECS has when it starts the task.")),
    vpc_id: optional(text("VPC that the task joins.")),
    configure_cloudwatch_logs: optional(flag("Send what the container prints to CloudWatch.")),
    cloudwatch_logs_options: textMapping("More options of the CloudWatch log driver."),
    cloudwatch_logs_prefix: optional(text("Prefix of the log streams.")),
    network_configuration: optional(mapping("Network configuration, as ECS has it, in place of the VPC's.")),
    stream_output: optional(flag("Print what CloudWatch has of the container.")),
    task_start_timeout_seconds: integer("Seconds that the task may take to start.", 300),
    task_watch_poll_interval: any("Seconds between looks at the task.", { type: "number" }, 5),
    auto_deregister_task_definition: flag("Take back the task definition that was made.", false),
    match_latest_revision_in_family: flag("Use the latest task definition of the family when it is the same.", false),
  },
  jobConfiguration: {
    ...filledIn(...COMMON_NAMES, ...own),
    task_definition: {
      containerDefinitions: [{ ...filledIn("image"), ...container }],
      ...size,
      family: variable("family"),
      executionRoleArn: variable("execution_role_arn"),
    },
    task_run_request: {
      launchType: variable("launch_type"),
      cluster: variable("cluster"),
      overrides: {
        containerOverrides: [{ ...container, ...filledIn("command"), environment: variable("env"), ...size }],
        ...size,
        taskRoleArn: variable("task_role_arn"),
      },
      tags: variable("labels"),
      taskDefinition: variable("task_definition_arn"),
      capacityProviderStrategy: variable("capacity_provider_strategy"),
    },
  },
};
