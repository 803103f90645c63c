/** Posts a report of trips in a channel of Slack, with the table as a file in its thread. */
import { sendChatMessage, uploadToSlack } from "@tutti/slack/messages";
import { SlackCredentials } from "@tutti/slack/slack-credentials";
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

export const reportToSlack = flow(async function reportToSlack({ channel }: { channel: string }) {
  const slackCredentials = await SlackCredentials.load("slack-example");
  const zones = await countTrips();
  const text = `${TRIPS.length} trips in ${zones.length} zones`;
  const posted = await sendChatMessage({ slackCredentials, channel, text });
  const content = ["zone,trips", ...zones.map(({ zone, trips }) => `${zone},${trips}`)].join("\n");
  const file = { filename: "trips.csv", content, threadTs: posted.ts };
  await uploadToSlack({ slackCredentials, channelId: posted.channel, ...file });
  return text;
});

if (import.meta.main) {
  const token = process.env["SLACK_TOKEN"];
  if (token !== undefined) await new SlackCredentials({ token }).save("slack-example", { overwrite: true });
  console.log(await reportToSlack({ channel: process.argv[2] ?? "#general" }));
}
