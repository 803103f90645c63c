/** What an MLflow server refused, in one message. */
export class MlflowError extends Error {
  override readonly name = "MlflowError";
  readonly status: number;
  /** MLflow's word for it, such as `RESOURCE_DOES_NOT_EXIST`; "" where it said none. */
  readonly errorCode: string;

  constructor(what: string, status: number, errorCode: string, explanation: string) {
    const reason = [errorCode, explanation].filter((part) => part !== "").join(": ");
    super(`MLflow refused ${what} with ${status}: ${reason}${hintFor(status)}`);
    this.status = status;
    this.errorCode = errorCode;
  }
}

export function isMissing(error: unknown): boolean {
  return error instanceof MlflowError && error.errorCode === "RESOURCE_DOES_NOT_EXIST";
}

function hintFor(status: number): string {
  if (status !== 401 && status !== 403) return "";
  return "; check MLFLOW_TRACKING_USERNAME and MLFLOW_TRACKING_PASSWORD, or MLFLOW_TRACKING_TOKEN, and what they may do";
}
