/** How long those wait who find no slot free, and how long a slot is held without a sign of life. In seconds. */
export interface SlotWaits {
  /** When a run whose deployment has no slot free is scheduled again. */
  readonly deploymentSeconds: number;
  /** How long a run of a deployment holds its slot before it renews its lease, where the deployment does not say. */
  readonly deploymentLeaseSeconds: number;
  /** After how long, at most, a task asks again for the slot of a tag. */
  readonly tagSecondsMax: number;
  /** After how long, at most, a slot of another limit is asked for again. */
  readonly limitSecondsMax: number;
}

export const USUAL_SLOT_WAITS: SlotWaits = {
  deploymentSeconds: 30,
  deploymentLeaseSeconds: 300,
  tagSecondsMax: 10,
  limitSecondsMax: 30,
};
