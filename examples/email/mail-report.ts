/** Mails a report of trips, with the table as a file. */
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { EmailServerCredentials } from "@tutti/email/email-server-credentials";
import { emailSendMessage } from "@tutti/email/messages";
import { flow, task } from "tutti";

const TRIPS = [
  { zone: "JFK", fare: 52 },
  { zone: "Harlem", fare: 14 },
  { zone: "JFK", fare: 55 },
];

const countTrips = task(function countTrips() {
  const zones = Object.groupBy(TRIPS, ({ zone }) => zone);
  return Object.entries(zones).map(([zone, trips = []]) => ({ zone, trips: trips.length }));
});

export const mailReport = flow(async function mailReport({ to }: { to: string }) {
  const emailServerCredentials = await EmailServerCredentials.load("mail-example");
  const zones = await countTrips();
  const rows = zones.map(({ zone, trips }) => `<tr><td>${zone}</td><td>${trips}</td></tr>`);
  const folder = await mkdtemp(join(tmpdir(), "mail-report-"));
  try {
    const file = join(folder, "trips.csv");
    await writeFile(file, ["zone,trips", ...zones.map(({ zone, trips }) => `${zone},${trips}`)].join("\n"));
    return await emailSendMessage({
      emailServerCredentials,
      subject: `${TRIPS.length} trips`,
      msg: `<table>${rows.join("")}</table>`,
      emailTo: to,
      attachments: [file],
    });
  } finally {
    await rm(folder, { recursive: true });
  }
});

if (import.meta.main) {
  const { SMTP_SERVER, SMTP_TYPE = "SSL", SMTP_PORT, SMTP_USERNAME, SMTP_PASSWORD = "" } = process.env;
  if (SMTP_SERVER !== undefined) {
    const login = { username: SMTP_USERNAME, password: SMTP_PASSWORD };
    const port = SMTP_PORT === undefined ? {} : { smtpPort: Number(SMTP_PORT) };
    const credentials = new EmailServerCredentials({ smtpServer: SMTP_SERVER, smtpType: SMTP_TYPE, ...port, ...login });
    await credentials.save("mail-example", { overwrite: true });
  }
  const { accepted } = await mailReport({ to: process.argv[2] ?? "you@example.com" });
  console.log(`Sent to ${accepted.join(", ")}`);
}
