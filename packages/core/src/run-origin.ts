/** A run that a program began, and no worker, says by these labels where its flow is: `flows.ts:mainFlow`, and from where. */
export const ENTRYPOINT_LABEL = "tutti.entrypoint";
export const FOLDER_LABEL = "tutti.folder";
