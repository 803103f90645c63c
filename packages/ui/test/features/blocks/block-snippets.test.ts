import { expect, test } from "vitest";
import { snippetsOf } from "../../../src/features/blocks/block-snippets.ts";

test.each([
  ["zoom-bucket", "zoomBucket", "zoom_bucket"],
  ["api", "api", "api"],
  ["2024-keys", "block2024Keys", "block_2024_keys"],
  ["-", "block_", "block_"],
])("the block %s is kept in %s, and in Python in %s", (name, inTypeScript, inPython) => {
  expect(snippetsOf({ slug: "s3-bucket", name }).map(({ code }) => code)).toStrictEqual([
    `import { loadBlock } from "tutti";\n\nconst ${inTypeScript} = await loadBlock("s3-bucket/${name}");`,
    `from prefect.blocks.core import Block\n\n${inPython} = Block.load("s3-bucket/${name}")`,
    `"{{ prefect.blocks.s3-bucket.${name} }}"`,
    `tutti block inspect s3-bucket/${name}`,
  ]);
});
