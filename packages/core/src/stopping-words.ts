/** What whoever stops a program that executes runs is told, while some are under way. */
export function stoppingWords(runCount: number): string {
  return runCount === 1
    ? "Stopping when the run under way has ended. Again ends it now."
    : `Stopping when the ${runCount} runs under way have ended. Again ends them now.`;
}
