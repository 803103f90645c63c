/** Sends a signal to every process of the group; false when there is none any more. */
export function signalGroup(leader: number, signal: NodeJS.Signals): boolean {
  try {
    return process.kill(-leader, signal);
  } catch {
    return false;
  }
}

/** Asks the group to end, makes it after the grace, and leaves nothing of it. `ended` resolves with the leader's end. */
export async function endGroup(leader: number, ended: Promise<unknown>, graceMs: number): Promise<void> {
  signalGroup(leader, "SIGTERM");
  let timer: NodeJS.Timeout | undefined;
  const grace = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, graceMs);
  });
  await Promise.race([ended, grace]);
  clearTimeout(timer);
  signalGroup(leader, "SIGKILL");
  await ended;
}
