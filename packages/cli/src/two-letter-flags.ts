/** Short forms of two letters, as Prefect has them; what parses the command line knows but one. */
const LONG_FORMS: Readonly<Record<string, string>> = {
  "-jv": "--job-variable",
  "-cl": "--concurrency-limit",
};

/** The command line with those written out. What stands behind `--` is left alone. */
export function withoutTwoLetterFlags(argv: readonly string[]): string[] {
  const end = argv.indexOf("--");
  return argv.map((word, index) => {
    if (end !== -1 && index > end) return word;
    const [flag = "", ...value] = word.split("=");
    return [LONG_FORMS[flag] ?? flag, ...value].join("=");
  });
}
