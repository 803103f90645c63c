import { TuttiError } from "@tutti/core/errors";
import type { Environment } from "@tutti/core/settings/read-settings";

/** Where a tracking server is, and how to sign in. What is not given is taken from MLflow's own environment variables. */
export interface TrackingOptions {
  /** `MLFLOW_TRACKING_URI` unless given. */
  readonly trackingUri?: string | undefined;
  /** `MLFLOW_TRACKING_USERNAME`, `MLFLOW_TRACKING_PASSWORD`. */
  readonly username?: string | undefined;
  readonly password?: string | undefined;
  /** `MLFLOW_TRACKING_TOKEN`: sent as a bearer token, when there is no user name. */
  readonly token?: string | undefined;
}

export interface TrackingServer {
  /** Without a slash at its end. */
  readonly url: string;
  readonly authorization: string | null;
  /** `MLFLOW_HTTP_REQUEST_TIMEOUT`, in seconds. */
  readonly timeoutMs: number;
}

const TIMEOUT_SECONDS = 120;

/** Throws `invalid_setting` for an address that is none. */
export function trackingServer(options: TrackingOptions, environment: Environment): TrackingServer {
  const { MLFLOW_TRACKING_URI, MLFLOW_HTTP_REQUEST_TIMEOUT: timeout = "" } = environment;
  const seconds = Number(timeout) > 0 ? Number(timeout) : TIMEOUT_SECONDS;
  return {
    url: addressOf(options.trackingUri ?? MLFLOW_TRACKING_URI),
    authorization: authorizationOf(options, environment),
    timeoutMs: seconds * 1000,
  };
}

function addressOf(given: string | undefined): string {
  if (given === undefined || given === "") {
    throw new TuttiError("invalid_setting", "no MLflow server is named; set MLFLOW_TRACKING_URI or give a trackingUri");
  }
  const url = URL.parse(given);
  if (url?.protocol !== "http:" && url?.protocol !== "https:") {
    throw new TuttiError(
      "invalid_setting",
      `the tracking URI "${given}" is not the http:// or https:// address of an MLflow server`,
    );
  }
  if (url.username !== "" || url.password !== "") {
    throw new TuttiError(
      "invalid_setting",
      "the tracking URI holds a password; give user name and password by themselves (MLFLOW_TRACKING_USERNAME, MLFLOW_TRACKING_PASSWORD)",
    );
  }
  return given.replace(/\/+$/, "");
}

function authorizationOf(options: TrackingOptions, environment: Environment): string | null {
  const username = options.username ?? environment["MLFLOW_TRACKING_USERNAME"];
  const password = options.password ?? environment["MLFLOW_TRACKING_PASSWORD"];
  const token = options.token ?? environment["MLFLOW_TRACKING_TOKEN"];
  if (username !== undefined && password !== undefined) {
    return `Basic ${Buffer.from(`${username}:${password}`).toString("base64")}`;
  }
  if (token === undefined) return null;
  if (/^[\x21-\x7e]+$/.test(token)) return `Bearer ${token}`;
  throw new TuttiError("invalid_setting", "the token of MLflow has characters that no token has; copy it anew");
}
