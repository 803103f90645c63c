import { awsBlocks } from "./blocks/aws-blocks.ts";
import { azureBlocks } from "./blocks/azure-blocks.ts";
import { codeHostBlocks } from "./blocks/code-host-blocks.ts";
import { databaseBlocks } from "./blocks/database-blocks.ts";
import { dbtBlocks } from "./blocks/dbt-blocks.ts";
import { fileSystemBlocks } from "./blocks/file-system-blocks.ts";
import { gcpBlocks } from "./blocks/gcp-blocks.ts";
import { notificationBlocks } from "./blocks/notification-blocks.ts";
import { systemBlocks } from "./blocks/system-blocks.ts";
import { toolBlocks } from "./blocks/tool-blocks.ts";
import type { BundledBlock } from "./bundled-block.ts";

/** Every block type that the server brings along. */
export const bundledBlocks: readonly BundledBlock[] = [
  ...systemBlocks,
  ...fileSystemBlocks,
  ...notificationBlocks,
  ...awsBlocks,
  ...azureBlocks,
  ...gcpBlocks,
  ...databaseBlocks,
  ...dbtBlocks,
  ...codeHostBlocks,
  ...toolBlocks,
];
