import { defineCommand } from "../command.ts";
import { count, flag, oneOf, outputOption, text, texts, toggle } from "../option.ts";

const collisionStrategy = text(
  "--collision-strategy <strategy>",
  "what a run does that finds no slot: ENQUEUE, CANCEL_NEW",
);
collisionStrategy.option.argParser(oneOf(["ENQUEUE", "CANCEL_NEW"]));

export const deployOptions = {
  names: texts("-n, --name <name>", "its name; among those of a file a pattern such as 'taxi-*' or main-flow/*"),
  description: text("-d, --description <text>", "what it is for; the flow's doc comment unless given"),
  tags: texts("-t, --tag <tag>", "a tag of the deployment and its runs; any number of times"),
  version: text("--version <version>", "its version; that of the flow unless given"),
  versionType: text("--version-type <type>", "how the version was made; taken for Prefect's sake"),
  pool: text("-p, --pool <pool>", "the work pool whose workers run it"),
  workQueue: text("-q, --work-queue <queue>", "the queue in the pool; it is made when it is not there"),
  jobVariables: texts("--job-variable <key=value>", "how its runs are started, or a JSON object of several; also -jv"),
  cron: texts("--cron <expression>", "a schedule such as '0 9 * * mon-fri'; any number of times"),
  interval: texts("--interval <seconds>", 'a schedule: so many seconds apart, or "15 minutes"'),
  rrule: texts("--rrule <rule>", "a schedule such as 'FREQ=WEEKLY;BYDAY=MO'"),
  anchorDate: text("--anchor-date <time>", "a time that intervals go through"),
  timezone: text("--timezone <zone>", "the zone of the schedules, such as Europe/Berlin"),
  concurrencyLimit: count("--concurrency-limit <count>", "how many runs at once; also -cl", { min: 1, fallback: null }),
  collisionStrategy,
  params: text("--params <json>", "its parameters as a JSON object"),
  param: texts("--param <key=value>", "one of its parameters, as JSON or as text; any number of times"),
  triggers: texts("--trigger <trigger>", "an event that runs it: JSON, or a .yaml or .json file"),
  sla: texts("--sla <sla>", "taken for Prefect's sake; only Prefect Cloud knows them"),
  enforceParameterSchema: toggle("--enforce-parameter-schema", "hold parameters against the flow's schema; as usual"),
  noEnforceParameterSchema: toggle("--no-enforce-parameter-schema", "take any parameters, also such as do not fit"),
  all: flag("--all", "every deployment of the project's file"),
  prefectFile: text("--prefect-file <file>", "the project's file; tutti.yaml or prefect.yaml unless given"),
  createPool: text("--create-pool <type>", "make the work pool of this type when it is not there: process, docker, …"),
  recipe: text("--recipe <name>", "how the code gets to where it runs: local, git, docker, docker-git, s3, gcs, azure"),
  fields: texts("-f, --field <key=value>", "what the recipe is to know, such as image_name and tag"),
  schedule: toggle("--no-schedule", "do not ask for schedules"),
  save: flag("--save", "write it into the project's file, without asking"),
  noSave: toggle("--no-save", "neither ask nor write"),
  dryRun: flag("--dry-run", "show what would change, and change nothing"),
  output: outputOption,
};

export const deploy = defineCommand({
  description:
    "Deploys flows: says where a flow is, which pool's workers run it, with which parameters and when. The same name changes what is deployed. Everything is checked before anything is sent.",
  arguments: [
    { term: "[entrypoint]", description: "file and exported flow, such as flows/taxi.ts:mainFlow or etl.py:main" },
  ],
  options: deployOptions,
  examples: [
    ["tutti deploy taxi.ts:mainFlow -n taxi1 -p zoompool", "one flow"],
    ["tutti deploy taxi.ts:mainFlow -n nightly -p zoompool --cron '0 3 * * *'", "on a schedule"],
    ["tutti deploy --all", "all that tutti.yaml names"],
    ["tutti deploy -n 'taxi-*' --dry-run", "what would change"],
  ],
  async run(context, { args, options }) {
    const { deployFlows } = await import("../deploy/deploy-flows.ts");
    return deployFlows(context, args[0] ?? null, options);
  },
});
