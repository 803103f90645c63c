import type { ModelManifest } from "./model-folder.ts";

/** What a training run is remembered by, as markdown. */
export function modelReport(manifest: ModelManifest): string {
  const count = new Intl.NumberFormat("en-US");
  return `# Duration model

How far its prediction of a trip's duration is off, on the month after the one it was trained on:

| | |
|:--|--:|
| **RMSE** | **${manifest.rmse.toFixed(5)} minutes** |
| Training trips | ${count.format(manifest.trainRows)} |
| Validation trips | ${count.format(manifest.validationRows)} |
| Feature columns | ${count.format(manifest.featureColumns)} |
| Rounds | ${manifest.rounds} |
`;
}
