import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { withTestServer } from "tutti";
import { expect, test } from "vitest";
import { SlackForTests, TOKEN } from "../../../packages/integrations/slack/test/support/slack-for-tests.ts";

const run = promisify(execFile);
const slack = new SlackForTests();

test("the report is posted, and its table shared in the thread", async () => {
  await withTestServer(async ({ url, home }) => {
    const { PATH, SLACK_API_URL } = process.env;
    const env = { PATH, SLACK_API_URL, SLACK_TOKEN: TOKEN, HOME: home, TUTTI_HOME: home, TUTTI_API_URL: url };
    const program = join(import.meta.dirname, "..", "report-to-slack.ts");
    const { stdout } = await run(process.execPath, [program, "#trips"], { env });
    expect(stdout).toContain("3 trips in 2 zones");
  });
  expect(slack.requests.map(({ path }) => path)).toEqual([
    "/api/chat.postMessage",
    "/api/files.getUploadURLExternal",
    "/upload/v1/ABC123",
    "/api/files.completeUploadExternal",
  ]);
  expect(new URLSearchParams(slack.requests[3]?.body).get("thread_ts")).toBe("1503435956.000247");
});
