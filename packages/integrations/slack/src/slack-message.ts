/** What a message says, in Slack's own words for blocks and attachments. */
export interface SlackMessage {
  /** What is shown where nothing else can be, as in notifications: always give one. */
  readonly text?: string;
  readonly slackBlocks?: readonly object[];
  readonly attachments?: readonly object[];
}

/** Those parts that are given, as Slack has them. Throws a TypeError for a message of nothing. */
export function messageParts({ text, slackBlocks, attachments }: SlackMessage): Record<string, unknown> {
  const parts = { text, blocks: slackBlocks, attachments };
  const given = Object.entries(parts).filter(([, part]) => part !== undefined && part.length > 0);
  if (given.length > 0) return Object.fromEntries(given);
  throw new TypeError("a message to Slack needs a text, slackBlocks or attachments");
}
