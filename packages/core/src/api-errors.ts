import type { ErrorEntry } from "./error-entry.ts";

interface ApiErrorEntry extends ErrorEntry {
  /** The HTTP status it is answered with. */
  readonly status: number;
}

/** Errors that the API answers. */
export const API_ERRORS = {
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
  encryption_key_missing: {
    status: 500,
    isTransient: false,
    message: "The database's secrets are sealed with a key that this server does not have: its id is {detail}",
    fix: "Give every server of the database the same TUTTI_ENCRYPTION_KEY, or copy the file encryption-keys of the home that made it.",
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
} as const satisfies Record<string, ApiErrorEntry>;
