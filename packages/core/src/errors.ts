interface ErrorEntry {
  /** HTTP status when the API answers with it; null for what never crosses the API. */
  readonly status: number | null;
  /** Whether the same attempt may succeed later without anything being changed. */
  readonly isTransient: boolean;
  /** What happened; `{detail}` is what the thrower adds. */
  readonly message: string;
  /** What to do about it. */
  readonly fix: string;
}

/** Every error Tutti itself raises, on server, client, SDK and command line. `docs/reference/errors.md` lists the same. */
export const ERRORS = {
  bad_request: {
    status: 400,
    isTransient: false,
    message: "{detail}",
    fix: "Correct the request; nothing was changed.",
  },
  unauthorized: {
    status: 401,
    isTransient: false,
    message: "Unauthorized: {detail}",
    fix: "Set TUTTI_API_AUTH_STRING to the server's user:password.",
  },
  forbidden: {
    status: 403,
    isTransient: false,
    message: "{detail}",
    fix: "This is not allowed for anybody; see the message for what is.",
  },
  not_found: {
    status: 404,
    isTransient: false,
    message: "{detail}",
    fix: "Check the id or name; it may have been deleted, or belong to another server.",
  },
  conflict: {
    status: 409,
    isTransient: false,
    message: "{detail}",
    fix: "Read the object again: another one has this name or key, or it changed in between.",
  },
  lease_lost: {
    status: 409,
    isTransient: false,
    message: "Another process has taken over this run: {detail}",
    fix: "Nothing: this process must stop; the run goes on where its lease is.",
  },
  gone: {
    status: 410,
    isTransient: false,
    message: "{detail}",
    fix: "Acquire it anew: it ended because it was not renewed in time.",
  },
  too_large: {
    status: 413,
    isTransient: false,
    message: "Too large: {detail}",
    fix: "Send less, or in parts; keep large values in result storage.",
  },
  invalid_request: {
    status: 422,
    isTransient: false,
    message: "Invalid request: {detail}",
    fix: "Correct the named fields; nothing was changed.",
  },
  slots_taken: {
    status: 423,
    isTransient: true,
    message: "All slots are taken: {detail}",
    fix: "Wait for the time in the Retry-After header, or raise the limit.",
  },
  internal: {
    status: 500,
    isTransient: false,
    message: "Internal error: {detail}",
    fix: "See the server's log for the cause, and report it.",
  },
  unavailable: {
    status: 503,
    isTransient: true,
    message: "Service unavailable: {detail}",
    fix: "Wait: clients send again by themselves.",
  },
  disk_full: {
    status: 503,
    isTransient: true,
    message: "The database cannot be written: {detail}",
    fix: "Free space on the disk, or make it writable; the server goes on without a restart.",
  },
  port_in_use: {
    status: null,
    isTransient: false,
    message: "Port in use: {detail}",
    fix: "Choose another port with --port, or stop the program that holds it.",
  },
  unwritable_home: {
    status: null,
    isTransient: false,
    message: "The home folder cannot be written: {detail}",
    fix: "Make it writable, or set TUTTI_HOME to a folder that is.",
  },
  newer_database: {
    status: null,
    isTransient: false,
    message: "The database was written by a newer version: {detail}",
    fix: "Upgrade Tutti, or use another database with TUTTI_DATABASE_URL.",
  },
  foreign_database: {
    status: null,
    isTransient: false,
    message: "The database belongs to another program: {detail}",
    fix: "Set TUTTI_DATABASE_URL to an empty database; this one was left untouched.",
  },
  damaged_database: {
    status: null,
    isTransient: false,
    message: "The database cannot be read: {detail}",
    fix: "Restore it from a copy, or set TUTTI_DATABASE_URL to another one.",
  },
  database_in_use: {
    status: null,
    isTransient: false,
    message: "The database is in use by another server: {detail}",
    fix: "Stop that server (tutti server stop), or use it.",
  },
  invalid_setting: {
    status: null,
    isTransient: false,
    message: "Invalid setting: {detail}",
    fix: "Correct the flag, the environment variable or the profile; tutti config view shows where it comes from.",
  },
  missing_server: {
    status: null,
    isTransient: false,
    message: "No server found: {detail}",
    fix: "Start one with tutti server start, or set TUTTI_API_URL.",
  },
  unreachable_server: {
    status: null,
    isTransient: true,
    message: "The server does not answer: {detail}",
    fix: "Check TUTTI_API_URL and the network, and that the server runs.",
  },
  incompatible_server: {
    status: null,
    isTransient: false,
    message: "The server speaks another version: {detail}",
    fix: "Upgrade the older of the two.",
  },
  invalid_parameters: {
    status: null,
    isTransient: false,
    message: "Invalid parameters: {detail}",
    fix: "Call the flow with values that fit its schema.",
  },
  unnamed_function: {
    status: null,
    isTransient: false,
    message: "A function without a name needs one: {detail}",
    fix: "Name the function, or give a name in the options.",
  },
  unserializable_result: {
    status: null,
    isTransient: false,
    message: "The result cannot be stored: {detail}",
    fix: "Return plain data, or say in the options that the result is not kept.",
  },
  missing_result: {
    status: null,
    isTransient: false,
    message: "The result is not there: {detail}",
    fix: "It was not kept, or its storage was emptied; run the step again.",
  },
  timed_out: {
    status: null,
    isTransient: true,
    message: "Timed out: {detail}",
    fix: "Raise timeoutSeconds, or make the work shorter.",
  },
  upstream_failed: {
    status: null,
    isTransient: false,
    message: "An input did not complete: {detail}",
    fix: "See the task run it names; to run regardless, pass it through allowFailure().",
  },
  run_stopped: {
    status: null,
    isTransient: false,
    message: "The run was stopped: {detail}",
    fix: "See the run's states for what stopped it; tutti flow-run resume goes on from its last step.",
  },
  run_aborted: {
    status: null,
    isTransient: false,
    message: "The server refused to go on with the run: {detail}",
    fix: "See the run's states for what ended it.",
  },
  invalid_usage: {
    status: null,
    isTransient: false,
    message: "{detail}",
    fix: "Add --help to the command to see what it takes.",
  },
  unconfirmed: {
    status: null,
    isTransient: false,
    message: "Not done, because nobody confirmed it: {detail}",
    fix: "Add --yes, or run it on a terminal.",
  },
  ambiguous_name: {
    status: null,
    isTransient: false,
    message: "More than one fits: {detail}",
    fix: "Give the id, or more of it.",
  },
  unknown_profile: {
    status: null,
    isTransient: false,
    message: "No such profile: {detail}",
    fix: "See tutti profile ls; tutti profile create makes one.",
  },
  profile_exists: {
    status: null,
    isTransient: false,
    message: "There is a profile of this name already: {detail}",
    fix: "Choose another name, or delete that one with tutti profile delete.",
  },
  profile_in_use: {
    status: null,
    isTransient: false,
    message: "The profile is the active one: {detail}",
    fix: "Make another one active first, with tutti profile use.",
  },
  wrong_state: {
    status: null,
    isTransient: false,
    message: "The run's state does not allow it: {detail}",
    fix: "See tutti flow-run inspect for what became of the run.",
  },
  waited_in_vain: {
    status: null,
    isTransient: true,
    message: "The time to wait is over: {detail}",
    fix: "Allow more with --timeout, or look again later.",
  },
  failed_start: {
    status: null,
    isTransient: false,
    message: "The server did not start: {detail}",
    fix: "Its log says why; with --log-level debug it says more.",
  },
} as const satisfies Record<string, ErrorEntry>;

export type ErrorCode = keyof typeof ERRORS;

/** Codes the API answers with. */
export type ApiErrorCode = { [C in ErrorCode]: (typeof ERRORS)[C]["status"] extends null ? never : C }[ErrorCode];

/** Codes worth trying again. */
export type TransientErrorCode = {
  [C in ErrorCode]: (typeof ERRORS)[C]["isTransient"] extends true ? C : never;
}[ErrorCode];

/** An error of Tutti's own. Its message is one line that says what happened; `fix` says what to do. */
export class TuttiError<C extends ErrorCode = ErrorCode> extends Error {
  override readonly name: string = "TuttiError";
  readonly code: C;
  readonly detail: string;

  constructor(code: C, detail: string, options?: ErrorOptions) {
    super(
      ERRORS[code].message.replace("{detail}", () => detail),
      options,
    );
    this.code = code;
    this.detail = detail;
  }

  get fix(): string {
    return ERRORS[this.code].fix;
  }

  /** Whether the error's type says that trying again may help. */
  isTransient(): this is TuttiError<TransientErrorCode> {
    return ERRORS[this.code].isTransient;
  }
}

/** A refusal the API answers: thrown by commands and routes, turned into a reply in one place. */
export class ApiError extends TuttiError<ApiErrorCode> {
  override readonly name = "ApiError";

  get status(): number {
    return ERRORS[this.code].status;
  }
}

export function isErrorCode(code: string): code is ErrorCode {
  return Object.hasOwn(ERRORS, code);
}

export function isApiErrorCode(code: string): code is ApiErrorCode {
  return isErrorCode(code) && ERRORS[code].status !== null;
}
