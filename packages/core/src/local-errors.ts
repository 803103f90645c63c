import type { ErrorEntry } from "./error-entry.ts";

/** Errors of a process of its own: server start, client, SDK and command line. They never cross the API. */
export const LOCAL_ERRORS = {
  port_in_use: {
    isTransient: false,
    message: "Port in use: {detail}",
    fix: "Choose another port with --port, or stop the program that holds it.",
  },
  unwritable_home: {
    isTransient: false,
    message: "The home folder cannot be written: {detail}",
    fix: "Make it writable, or set TUTTI_HOME to a folder that is.",
  },
  newer_database: {
    isTransient: false,
    message: "The database was written by a newer version: {detail}",
    fix: "Upgrade Tutti, or use another database with TUTTI_DATABASE_URL.",
  },
  foreign_database: {
    isTransient: false,
    message: "The database belongs to another program: {detail}",
    fix: "Set TUTTI_DATABASE_URL to an empty database; this one was left untouched.",
  },
  damaged_database: {
    isTransient: false,
    message: "The database cannot be read: {detail}",
    fix: "Restore it from a copy, or set TUTTI_DATABASE_URL to another one.",
  },
  unopened_database: {
    isTransient: true,
    message: "The database cannot be opened: {detail}",
    fix: "Check TUTTI_DATABASE_URL (host, port, database, user, password), and that Postgres runs and lets this user in.",
  },
  database_in_use: {
    isTransient: false,
    message: "The database is in use by another server: {detail}",
    fix: "Stop that server (tutti server stop), or use it.",
  },
  invalid_setting: {
    isTransient: false,
    message: "Invalid setting: {detail}",
    fix: "Correct the flag, the environment variable or the profile; tutti config view shows where it comes from.",
  },
  missing_server: {
    isTransient: false,
    message: "No server found: {detail}",
    fix: "Start one with tutti server start, or set TUTTI_API_URL.",
  },
  unreachable_server: {
    isTransient: true,
    message: "The server does not answer: {detail}",
    fix: "Check TUTTI_API_URL and the network, and that the server runs.",
  },
  incompatible_server: {
    isTransient: false,
    message: "The server speaks another version: {detail}",
    fix: "Upgrade the older of the two.",
  },
  foreign_server: {
    isTransient: false,
    message: "No Tutti or Prefect API there: {detail}",
    fix: "Set TUTTI_API_URL to the API's address, which ends in /api.",
  },
  invalid_parameters: {
    isTransient: false,
    message: "Invalid parameters: {detail}",
    fix: "Call the flow with values that fit its schema.",
  },
  unnamed_function: {
    isTransient: false,
    message: "A function without a name needs one: {detail}",
    fix: "Name the function, or give a name in the options.",
  },
  unserializable_result: {
    isTransient: false,
    message: "The result cannot be stored: {detail}",
    fix: "Return plain data, or say in the options that the result is not kept.",
  },
  failed_storage: {
    isTransient: true,
    message: "The storage does not keep or give the file: {detail}",
    fix: "Check that it is reached from here, that its credentials hold, and that it has room.",
  },
  missing_result: {
    isTransient: false,
    message: "The result is not there: {detail}",
    fix: "It was not kept, or its storage was emptied; run the step again.",
  },
  invalid_block: {
    isTransient: false,
    message: "The block is not as it should be: {detail}",
    fix: "Correct what it names; nothing was saved. tutti block type inspect shows the fields of a type.",
  },
  failed_request: {
    isTransient: true,
    message: "The request failed: {detail}",
    fix: "Check the block's address and tokens, and that the service is reached from here.",
  },
  refused_request: {
    isTransient: false,
    message: "The service refuses the request: {detail}",
    fix: "Change what it names; the same request would be refused again.",
  },
  missing_file: {
    isTransient: false,
    message: "There is no such file: {detail}",
    fix: "Check the path, and the folder or bucket that it is below.",
  },
  invalid_path: {
    isTransient: false,
    message: "The path cannot be used: {detail}",
    fix: "Give a path that stays below the folder of the block.",
  },
  timed_out: {
    isTransient: true,
    message: "Timed out: {detail}",
    fix: "Raise timeoutSeconds, or make the work shorter.",
  },
  invalid_variable: {
    isTransient: false,
    message: "The variable is not as wanted: {detail}",
    fix: "Set it anew with tutti variable set --overwrite, or change the schema that it is held against.",
  },
  slots_timeout: {
    isTransient: true,
    message: "No slot became free in time: {detail}",
    fix: "Raise timeoutSeconds or the limit; tutti concurrency-limit inspect shows who holds its slots.",
  },
  missing_limit: {
    isTransient: false,
    message: "There is no such concurrency limit: {detail}",
    fix: "Make it with tutti gcl create, or leave out strict: a name without a limit then limits nothing.",
  },
  slots_lost: {
    isTransient: true,
    message: "Slots that this code holds were given to others: {detail}",
    fix: "Their lease was not renewed in time, or they were taken back by hand; run it again.",
  },
  invalid_entrypoint: {
    isTransient: false,
    message: "The flow cannot be found: {detail}",
    fix: "An entry point is a file and the name of the flow it exports, as in flows.ts:mainFlow; the file is looked for where the deployment's code is.",
  },
  called_on_import: {
    isTransient: false,
    message: "A flow was called while its file was imported: {detail}",
    fix: "Write `if (import.meta.main)` before the call, so that it is made only when the file is the program.",
  },
  called_on_thread: {
    isTransient: false,
    message: "A task or flow was called on a task's thread: {detail}",
    fix: "Call it in the flow, and give its result to the task as an argument.",
  },
  upstream_failed: {
    isTransient: false,
    message: "An input did not complete: {detail}",
    fix: "See the task run it names; to run regardless, pass it through allowFailure().",
  },
  code_changed: {
    isTransient: false,
    message: "The code has changed since the run began: {detail}",
    fix: "To run the step as a new one: tutti flow-run resume <run> --accept. To run all of it anew: tutti flow-run rerun <run>.",
  },
  run_stopped: {
    isTransient: false,
    message: "The run was stopped: {detail}",
    fix: "See the run's states for what stopped it; tutti flow-run resume goes on from its last step.",
  },
  run_suspended: {
    isTransient: false,
    message: "The run is suspended: {detail}",
    fix: "Resume it with tutti flow-run resume: it goes on from its last step.",
  },
  not_resumed: {
    isTransient: false,
    message: "Nobody resumed the run in time: {detail}",
    fix: "Allow more with timeoutSeconds, and resume it with tutti flow-run resume or from the dashboard.",
  },
  invalid_input: {
    isTransient: false,
    message: "The input does not fit what the run asked for: {detail}",
    fix: "Give values that fit the schema in the code; tutti flow-run resume asks for each.",
  },
  outside_of_flow: {
    isTransient: false,
    message: "Only a flow can do this: {detail}",
    fix: "Call it within a flow, or say which run is meant.",
  },
  run_aborted: {
    isTransient: false,
    message: "The server refused to go on with the run: {detail}",
    fix: "See the run's states for what ended it.",
  },
  invalid_project_file: {
    isTransient: false,
    message: "Invalid project file: {detail}",
    fix: "Correct the file at the place it names; nothing was changed.",
  },
  duplicate_deployment: {
    isTransient: false,
    message: "The same deployment stands in two places: {detail}",
    fix: "Remove one of the two, or give it another name.",
  },
  invalid_template: {
    isTransient: false,
    message: "A template cannot be filled: {detail}",
    fix: "Correct the placeholder, or create the block or variable that it names.",
  },
  missing_integration: {
    isTransient: false,
    message: "A package is missing: npm install {detail}",
    fix: "Install it where tutti is installed, in the same version.",
  },
  unknown_step: {
    isTransient: false,
    message: "No such step: {detail}",
    fix: "See tutti docs steps for the steps there are; those written in Python are run by a Prefect worker only.",
  },
  invalid_step: {
    isTransient: false,
    message: "The step is given something it cannot take: {detail}",
    fix: "Correct the step where it stands; tutti docs steps says what each takes.",
  },
  failed_step: {
    isTransient: false,
    message: "A step failed: {detail}",
    fix: "See what it printed; the steps after it were not run.",
  },
  missing_task: {
    isTransient: false,
    message: "The task cannot be found: {detail}",
    fix: "Name a file, or a file and a task that it exports, as in tasks.ts:sendMail; a task that is served, or runs on a thread, must be exported.",
  },
  missing_work_pool: {
    isTransient: false,
    message: "There is no such work pool: {detail}",
    fix: "Create it, or name another with --pool; tutti work-pool ls lists them. Nothing was done.",
  },
  unset_setting: {
    isTransient: false,
    message: "There is nothing to remove: {detail}",
    fix: "See tutti config view for what is set; -p names another profile.",
  },
  invalid_usage: {
    isTransient: false,
    message: "{detail}",
    fix: "Add --help to the command to see what it takes.",
  },
  unconfirmed: {
    isTransient: false,
    message: "Not done, because nobody confirmed it: {detail}",
    fix: "Add --yes, or run it on a terminal.",
  },
  ambiguous_name: {
    isTransient: false,
    message: "More than one fits: {detail}",
    fix: "Give the id, or more of it.",
  },
  unknown_profile: {
    isTransient: false,
    message: "No such profile: {detail}",
    fix: "See tutti profile ls; tutti profile create makes one.",
  },
  profile_exists: {
    isTransient: false,
    message: "There is a profile of this name already: {detail}",
    fix: "Choose another name, or delete that one with tutti profile delete.",
  },
  profile_in_use: {
    isTransient: false,
    message: "The profile is the active one: {detail}",
    fix: "Make another one active first, with tutti profile use.",
  },
  name_taken: {
    isTransient: false,
    message: "The name is taken: there is {detail}",
    fix: "Choose another name, or add --overwrite where the command has it.",
  },
  wrong_state: {
    isTransient: false,
    message: "The run's state does not allow it: {detail}",
    fix: "See tutti flow-run inspect for what became of the run.",
  },
  waited_in_vain: {
    isTransient: true,
    message: "The time to wait is over: {detail}",
    fix: "Allow more with --timeout (--watch-timeout of deployment run), or look again later.",
  },
  failed_start: {
    isTransient: false,
    message: "The server did not start: {detail}",
    fix: "Put right what it says and start it again; --log-level debug says more, and in the background server.log of the home keeps it.",
  },
  lost_processes: {
    isTransient: false,
    message: "The server's processes end by themselves: {detail}",
    fix: "The log says why each of them did; free what they lack, memory most often, and start it again.",
  },
} as const satisfies Record<string, ErrorEntry>;
