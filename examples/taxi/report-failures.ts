import { actions, Automation, eventTrigger } from "tutti";

// An automation that mails when a run of these flows fails. The mail server is a block, made once:
//
//   tutti block create smtp-email -n on-call -f smtp_server=… -f sender_email=… -f 'to_emails=["…"]'

await Automation.create({
  name: "mail when the taxi model fails",
  trigger: eventTrigger({
    expect: ["prefect.flow-run.Failed", "prefect.flow-run.Crashed"],
    matchRelated: { "prefect.resource.role": "flow", "prefect.resource.name": ["main-flow", "main-flow-s3"] },
    forEach: "prefect.resource.id",
  }),
  actions: [
    actions.sendNotification({
      block: "smtp-email/on-call",
      subject: "{{ flow.name }}: {{ flow_run.name }} is {{ flow_run.state.name }}",
      body: "{{ flow_run.state.message }}\n{{ flow_run|ui_url }}",
    }),
  ],
});
console.log("Saved the automation: mail when the taxi model fails");
