import type { Asset } from "@tutti/core/wire/asset";
import { StateIcon } from "../../components/state-icon.tsx";
import type { Tone } from "../../state/tone.ts";

type Status = "made" | "failed" | "read";

const LOOKS: Record<Status, { tone: Tone; word: string }> = {
  made: { tone: "completed", word: "Made" },
  failed: { tone: "failed", word: "Failed" },
  read: { tone: "scheduled", word: "Made elsewhere" },
};

/** What was tried last: it was made, or could not be; of some it is only known that they are read. */
export function statusOf({ made_at: made, failed_at: failed }: Pick<Asset, "made_at" | "failed_at">): Status {
  if (failed !== null && (made === null || failed > made)) return "failed";
  return made === null ? "read" : "made";
}

export function AssetStatus({ asset, look = "plain" }: { asset: Asset; look?: "plain" | "pill" }) {
  const { tone, word } = LOOKS[statusOf(asset)];
  return (
    <span className={`state-badge state-badge-${look}`} data-tone={tone}>
      <StateIcon tone={tone} />
      <span className="truncate">{word}</span>
    </span>
  );
}
