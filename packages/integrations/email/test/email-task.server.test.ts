import { expect, test, vi } from "vitest";
import { loadBlock } from "@tutti/sdk/blocks/load-block";
import { flow } from "@tutti/sdk/flow";
import { withTestServer } from "@tutti/sdk/test-server";
import { MailSink } from "../../../server/test/support/mail-sink.ts";
import { EmailServerCredentials } from "../src/email-server-credentials.ts";
import { emailSendMessage } from "../src/messages.ts";

const PASSWORD = "email-canary";
const FILTERS = ["logs", "events", "task_runs", "flow_runs", "artifacts", "block_documents"];

test("credentials are saved and loaded, a task sends with them, and the password is shown nowhere", async () => {
  vi.stubEnv("TUTTI_LOGGING_LEVEL", "DEBUG");
  const sink = await MailSink.open({
    onAuth: (auth, _session, answer) => answer(null, auth.password === PASSWORD ? { user: "me" } : {}),
  });
  try {
    await withTestServer(async ({ url }) => {
      const server = { smtpServer: "127.0.0.1", smtpPort: sink.port, smtpType: "STARTTLS", verify: false };
      await new EmailServerCredentials({ username: "me@example.com", password: PASSWORD, ...server }).save("mail");
      const run = flow(async function telling() {
        const emailServerCredentials = await loadBlock<EmailServerCredentials>("email-server-credentials/mail");
        const message = { subject: "Trips", msg: "Loaded", emailTo: "one@example.com" };
        return emailSendMessage({ emailServerCredentials, ...message });
      });
      expect(await run()).toMatchObject({ accepted: ["one@example.com"] });
      expect(sink.mails).toMatchObject([{ user: "me", isSecure: true, to: ["one@example.com"] }]);
      for (const name of FILTERS) {
        const init = { method: "POST", body: "{}", headers: { "content-type": "application/json" } };
        expect(await (await fetch(`${url}/${name}/filter`, init)).text()).not.toContain("canary");
      }
    });
  } finally {
    await sink.close();
    vi.unstubAllEnvs();
  }
});
