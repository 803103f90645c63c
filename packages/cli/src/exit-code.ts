/** What the command line ends with. Scripts rely on these numbers: they are never given another meaning. */
export const EXIT = {
  ok: 0,
  /** No server was found, or it refused, something broke, or the run that was watched did not complete. */
  failed: 1,
  /** The command line itself is wrong, or a confirmation is missing. Nothing was done. */
  usage: 2,
  /** The run, flow, profile or setting that was named does not exist, or the name fits several. */
  notFound: 4,
  /** The time allowed with --timeout ran out. */
  timedOut: 5,
  /** Ctrl-C. */
  interrupted: 130,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];
