import { type ActiveProfile, profileEnvironment, profileNamed } from "@tutti/client/active-profile";
import type { ApiClient } from "@tutti/client/http";
import { TuttiError } from "@tutti/core/errors";
import { connect } from "../connect.ts";
import type { CommandContext } from "../context.ts";
import { EXIT, type ExitCode } from "../exit-code.ts";
import { copyBlocks } from "./copy-blocks.ts";
import { copyDeployments } from "./copy-deployments.ts";
import { copyPlainObjects } from "./copy-work.ts";

export interface TransferOptions {
  readonly from: string | null;
  readonly to: string | null;
  readonly output: string | null;
}

/** Copies what is configured from one profile's server to another's; what is there already stays as it is. */
export async function transfer(context: CommandContext, options: TransferOptions): Promise<ExitCode> {
  if (options.from === null || options.to === null) {
    throw new TuttiError("invalid_usage", "From where to where? Give --from <profile> and --to <profile>.");
  }
  const all = await context.profiles();
  const [from, to] = [profileNamed(all, options.from), profileNamed(all, options.to)];
  const [source, target] = [await clientOf(from, context), await clientOf(to, context)];
  if ((await source.address()).url === (await target.address()).url) {
    throw new TuttiError("invalid_usage", `${from.name} and ${to.name} mean the same server.`);
  }
  const ids = new Map<string, string>();
  const outcomes = [
    ...(await copyPlainObjects(source, target)),
    await copyBlocks(source, target, ids),
    ...(await copyDeployments(source, target, ids)),
  ];
  const { output } = context;
  if (options.output === "json") output.json(outcomes);
  else
    output.table(
      outcomes,
      [
        { header: "WHAT", cell: ({ kind }) => kind },
        { header: "COPIED", cell: ({ copied }) => String(copied), align: "right" },
        { header: "THERE ALREADY", cell: ({ present }) => String(present), align: "right" },
        { header: "FAILED", cell: ({ failures }) => String(failures.length), align: "right" },
      ],
      "Nothing.",
    );
  for (const { kind, failures } of outcomes) for (const failure of failures) output.say(`${kind}: ${failure}`);
  return outcomes.some(({ failures }) => failures.length > 0) ? EXIT.failed : EXIT.ok;
}

/** The profile alone says which server is meant, not the environment. */
function clientOf(profile: ActiveProfile, { home, output }: CommandContext): Promise<ApiClient> {
  return connect(profileEnvironment(profile, {}), home, output, { keepsDigits: true });
}
