import { postJson, textOf, textsOf, type Data, type Message, type OutgoingRequest } from "./outgoing-request.ts";

/** A text message of Twilio's for each number. */
export function twilioRequests(data: Data, { subject, body }: Message): OutgoingRequest[] {
  const account = textOf(data, "account_sid");
  const headers = {
    authorization: `Basic ${base64(`${account}:${textOf(data, "auth_token")}`)}`,
    "content-type": "application/x-www-form-urlencoded",
  };
  const url = `https://api.twilio.com/2010-04-01/Accounts/${encodeURIComponent(account)}/Messages.json`;
  return textsOf(data, "to_phone_numbers").map((number) => {
    const fields = {
      Body: `${subject}\n${body}`,
      From: international(textOf(data, "from_phone_number")),
      To: international(number),
    };
    const form = new URLSearchParams(fields).toString();
    return { method: "POST", url, headers, body: form, refusesPrivate: false, isVerified: true, mustSucceed: true };
  });
}

function base64(text: string): string {
  return btoa(String.fromCharCode(...new TextEncoder().encode(text)));
}

/** As the service wants it: a plus, then digits alone. */
function international(number: string): string {
  return `+${number.replaceAll(/\D/g, "")}`;
}

/** A mail of SendGrid's for each address, so that none sees the others. */
export function sendgridRequests(data: Data, { subject, body }: Message): OutgoingRequest[] {
  const headers = { authorization: `Bearer ${textOf(data, "api_key")}` };
  return textsOf(data, "to_emails").map((email) => {
    const mail = {
      personalizations: [{ to: [{ email }] }],
      from: { email: textOf(data, "sender_email") },
      subject,
      content: [{ type: "text/html", value: body }],
    };
    return postJson("https://api.sendgrid.com/v3/mail/send", mail, headers);
  });
}
