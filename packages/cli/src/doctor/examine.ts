import type { CommandContext } from "../context.ts";
import { EXIT, type ExitCode } from "../exit-code.ts";
import { oneLine } from "../plain-text.ts";
import type { Finding } from "./check.ts";
import { checkDisk, checkHome, checkNode } from "./machine-checks.ts";
import { checkProfile, checkServer } from "./server-checks.ts";

const SIGNS = { fine: ["green", "✓"], note: ["yellow", "!"], wrong: ["red", "✗"] } as const;

/** Looks at all that Tutti needs here. The exit code is 1 when something is wrong. */
export async function examine(context: CommandContext, options: { readonly output: string | null }): Promise<ExitCode> {
  const { output, home } = context;
  const findings: Finding[] = [
    checkNode(process.version),
    await checkHome(home),
    await checkDisk(home),
    await checkProfile(context),
    ...(await checkServer(context)),
  ];
  if (options.output === "json") output.json(findings);
  else for (const finding of findings) printFinding(finding, context);
  return findings.some(({ verdict }) => verdict === "wrong") ? EXIT.failed : EXIT.ok;
}

function printFinding({ check, verdict, detail, fix }: Finding, { output }: CommandContext): void {
  const [style, sign] = SIGNS[verdict];
  output.line(`${output.style(style, sign)} ${check.padEnd(9)}${oneLine(detail)}`);
  if (fix !== null) output.line(`  ${output.style("dim", "Fix:".padEnd(9))}${fix}`);
}
