import { expect, test, vi } from "vitest";
import { SlackWebhook } from "@tutti/sdk/blocks/chat-blocks";
import { loadBlock } from "@tutti/sdk/blocks/load-block";
import { flow } from "@tutti/sdk/flow";
import { withTestServer } from "@tutti/sdk/test-server";
import { sendChatMessage, sendIncomingWebhookMessage, uploadToSlack } from "../src/messages.ts";
import { SlackCredentials } from "../src/slack-credentials.ts";
import { SlackIncomingWebhook } from "../src/slack-incoming-webhook.ts";
import { SlackForTests, TOKEN } from "./support/slack-for-tests.ts";

const slack = new SlackForTests();

const FILTERS = ["logs", "events", "task_runs", "flow_runs", "artifacts", "block_documents"];

test("blocks are saved and loaded, tasks send with them, and no secret is shown", async () => {
  vi.stubEnv("TUTTI_LOGGING_LEVEL", "DEBUG");
  await withTestServer(async ({ url }) => {
    await new SlackCredentials({ token: TOKEN }).save("bot");
    await new SlackIncomingWebhook({ url: slack.webhookUrl }).save("trips");
    await new SlackWebhook({ url: slack.webhookUrl }).save("alerts");
    const run = flow(async function telling() {
      const slackCredentials = await loadBlock<SlackCredentials>("slack-credentials/bot");
      const posted = await sendChatMessage({ channel: "#trips", slackCredentials, text: "t" });
      const content = "a,b";
      const shared = await uploadToSlack({ channelId: posted.channel, slackCredentials, content, filename: "r.csv" });
      const slackWebhook = await SlackIncomingWebhook.load("trips");
      await sendIncomingWebhookMessage({ slackWebhook, text: "hooked" });
      await sendIncomingWebhookMessage({ slackWebhook: await SlackWebhook.load("alerts"), text: "alerted" });
      return [posted.ts, shared.id];
    });
    expect(await run()).toEqual(["1503435956.000247", "F123ABC456"]);
    expect(slack.requests.filter(({ path }) => path.endsWith("canary")).map(({ body }) => JSON.parse(body))).toEqual([
      { text: "hooked" },
      { text: "alerted" },
    ]);
    for (const name of FILTERS) {
      const init = { method: "POST", body: "{}", headers: { "content-type": "application/json" } };
      expect(await (await fetch(`${url}/${name}/filter`, init)).text()).not.toContain("canary");
    }
  });
});
