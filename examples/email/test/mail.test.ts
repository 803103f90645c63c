import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { withTestServer } from "tutti";
import { expect, test } from "vitest";
import { MailSink } from "../../../packages/server/test/support/mail-sink.ts";

const run = promisify(execFile);

test("the report is mailed, with its table as a file", async () => {
  const sink = await MailSink.open({ disabledCommands: ["STARTTLS"], allowInsecureAuth: true });
  try {
    await withTestServer(async ({ url, home }) => {
      const place = { SMTP_SERVER: "127.0.0.1", SMTP_TYPE: "INSECURE", SMTP_PORT: String(sink.port) };
      const login = { SMTP_USERNAME: "me@example.com", SMTP_PASSWORD: "right" };
      const env = { PATH: process.env["PATH"], HOME: home, TUTTI_HOME: home, TUTTI_API_URL: url, ...place, ...login };
      const program = join(import.meta.dirname, "..", "mail-report.ts");
      const { stdout } = await run(process.execPath, [program, "one@example.com"], { env });
      expect(stdout).toContain("Sent to one@example.com");
    });
    expect(sink.mails).toMatchObject([{ from: "me@example.com", to: ["one@example.com"], user: "me@example.com" }]);
    expect(sink.mails[0]?.source).toContain("filename=trips.csv");
  } finally {
    await sink.close();
  }
});
