import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { MailSink } from "../../../server/test/support/mail-sink.ts";
import { EmailServerCredentials } from "../src/email-server-credentials.ts";

const PASSWORD = "right";
const TO = { subject: "Trips", emailTo: "one@example.com" };

let folder = "";
/** One that can be spoken to with STARTTLS and without, one that speaks TLS from the first byte, and one that is open alone. */
let sinks: Record<"starttls" | "tls" | "open", MailSink>;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "tutti-email-"));
  sinks = {
    starttls: await MailSink.open(),
    tls: await MailSink.open({ secure: true }),
    open: await MailSink.open({
      disabledCommands: ["STARTTLS"],
      allowInsecureAuth: true,
      onRcptTo({ address }, _session, answer) {
        answer(address.startsWith("nobody") ? new Error("no such mailbox") : null);
      },
    }),
  };
});

beforeEach(() => {
  for (const sink of Object.values(sinks)) sink.mails.length = 0;
});

afterAll(async () => {
  await Promise.all(Object.values(sinks).map((sink) => sink.close()));
  await rm(folder, { recursive: true });
});

const at = (sink: keyof typeof sinks, more: object = {}): EmailServerCredentials =>
  new EmailServerCredentials({ smtpServer: "127.0.0.1", smtpPort: sinks[sink].port, smtpType: "INSECURE", ...more });

test.each([
  ["INSECURE", "open", false],
  ["STARTTLS", "starttls", true],
  [587, "starttls", true],
  ["ssl", "tls", true],
] as const)("a mail goes over %s, of who has signed in", async (smtpType, sink, isSecure) => {
  const credentials = at(sink, { smtpType, verify: false, username: "me@example.com", password: PASSWORD });
  const sent = await credentials.sendMessage({ ...TO, msg: "<b>Loaded</b>" });
  expect(sent).toEqual({ messageId: expect.stringMatching(/^<.+>$/), accepted: ["one@example.com"], rejected: [] });
  const [mail] = sinks[sink].mails;
  expect(mail).toMatchObject({ from: "me@example.com", to: ["one@example.com"], user: "me@example.com", isSecure });
  expect(mail?.source).toContain("<b>Loaded</b>");
});

test("texts, files and images are in one mail, to all its receivers", async () => {
  const [report, chart] = [join(folder, "report é.csv"), join(folder, "chart.png")];
  await writeFile(report, "zone,fare\n");
  await writeFile(chart, "png");
  await at("open").sendMessage({
    subject: "Träume\r\nBcc: other@example.com",
    msg: '<img src="cid:chart">',
    msgPlain: "See the chart.",
    emailFrom: "Trips <me@example.com>",
    emailTo: "one@example.com, two@example.com",
    emailToCc: ["three@example.com"],
    emailToBcc: ["four@example.com"],
    attachments: [report],
    inlineImages: { chart },
  });
  const [mail] = sinks.open.mails;
  const receivers = ["one@example.com", "two@example.com", "three@example.com", "four@example.com"];
  expect(mail).toMatchObject({ from: "me@example.com", to: receivers });
  const source = mail?.source ?? "";
  expect(source).toContain("Content-ID: <chart>");
  expect(source).toContain(Buffer.from("zone,fare\n").toString("base64"));
  expect(source).toContain("See the chart.");
  expect(source).not.toMatch(/^bcc:/im);
});

test("a receiver who is refused beside others is told, and one who is refused alone fails the mail", async () => {
  const credentials = at("open");
  const from = { ...TO, msg: "x", emailFrom: "me@example.com" };
  const some = await credentials.sendMessage({ ...from, emailTo: ["one@example.com", "nobody@example.com"] });
  expect(some).toMatchObject({ accepted: ["one@example.com"], rejected: ["nobody@example.com"] });
  await expect(credentials.sendMessage({ ...from, emailTo: "nobody@example.com" })).rejects.toMatchObject({
    code: "refused_request",
    detail: expect.stringContaining("no such mailbox"),
  });
});

test("a refused sign-in, a certificate nobody trusts and the wrong kind of TLS say what to change", async () => {
  const login = { username: "me@example.com", password: "mail-canary" };
  const cases = [
    [at("open", login), /refuses the sign-in \(535\); check username and password$/],
    [
      at("tls", { smtpType: "SSL", ...login }),
      /its certificate is not trusted \(.+\); verify: false sends all the same$/,
    ],
    [at("open", { smtpType: "STARTTLS", ...login }), /does not speak STARTTLS; check smtpType and smtpPort$/],
    [at("open", { smtpType: "SSL", ...login }), /does not speak SSL; check smtpType and smtpPort$/],
  ] as const;
  for (const [credentials, detail] of cases) {
    const failed = await credentials.sendMessage({ ...TO, msg: "x" }).catch((error: unknown) => error);
    expect(failed).toMatchObject({ code: "invalid_block", detail: expect.stringMatching(detail) });
    expect(String(failed)).not.toContain("canary");
  }
});

test("a server that is not there may be asked again", async () => {
  const gone = new EmailServerCredentials({ smtpServer: "127.0.0.1", smtpPort: 1, smtpType: "INSECURE" });
  await expect(gone.sendMessage({ ...TO, msg: "x", emailFrom: "me@example.com" })).rejects.toMatchObject({
    code: "failed_request",
    detail: expect.stringMatching(/^the mail server 127\.0\.0\.1:1: nobody answers/),
  });
});

test.each([
  [{ subject: "s", msg: "x" }, "a mail needs a receiver: emailTo, emailToCc or emailToBcc"],
  [{ ...TO, msg: "x" }, "a mail needs a sender: emailFrom, or a username to sign in with"],
  [{ ...TO, emailFrom: "me@example.com" }, "a mail needs a text: msg or msgPlain"],
])("a mail that lacks something says what: %j", async (message, told) => {
  await expect(at("open").sendMessage(message)).rejects.toThrow(new TypeError(told));
});

test("a file that is not there is named before anything is sent", async () => {
  const missing = join(folder, "none.csv");
  const message = { ...TO, msg: "x", emailFrom: "me@example.com", attachments: [missing] };
  await expect(at("open").sendMessage(message)).rejects.toMatchObject({ code: "missing_file", detail: missing });
  expect(sinks.open.mails).toEqual([]);
});

test.each([
  [{ smtpType: "TLS" }, /smtpType.*SSL, STARTTLS or INSECURE/],
  [{ smtpPort: 0 }, /smtpPort/],
  [{ server: "x" }, /server/],
])("a block that is not as it should be says which field: %j", (values, told) => {
  expect(() => Reflect.construct(EmailServerCredentials, [values])).toThrow(told);
});
