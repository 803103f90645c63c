/** A run that a program began, and no worker, says by these labels where its flow is: `flows.ts:mainFlow`, and from where. */
export const ENTRYPOINT_LABEL = "tutti.entrypoint";
export const FOLDER_LABEL = "tutti.folder";

/** Another run that was made of one that had ended says of which, and from which step on it is executed. */
export const RERUN_OF_LABEL = "tutti.rerun-of";
export const RERUN_FROM_LABEL = "tutti.rerun-from";

/** Up to which version of its code, the one that began it, a run may go on with another: said by whoever looked at both. */
export const ACCEPTED_VERSION_LABEL = "tutti.accepted-version";
