import { didYouMean } from "@tutti/client/closest";
import { guideOf } from "@tutti/core/error-guides";
import { type ErrorCode, ERRORS, isErrorCode, TuttiError } from "@tutti/core/errors";
import type { CommandContext } from "../context.ts";
import type { Output } from "../output.ts";
import { type DocPage, docPages } from "./doc-pages.ts";
import { anchorsOf, sectionOf, shownText } from "./doc-text.ts";

interface Topic {
  readonly topic: string;
  readonly text: string;
}

/** Lists the pages, or prints one, a part of one, or what there is to say of an error. */
export async function showDocs(
  { output }: CommandContext,
  topic: string | undefined,
  options: { readonly output: string | null },
): Promise<void> {
  const pages = await docPages();
  if (topic === undefined) {
    listPages(pages, output, options.output);
    return;
  }
  const found = isErrorCode(topic) ? errorTopic(topic, pages, output) : pageTopic(topic, pages, output);
  if (options.output === "json") output.json(found);
  else output.line(found.text);
}

function listPages(pages: readonly DocPage[], output: Output, format: string | null): void {
  if (format === "json") {
    output.json(pages.map(({ name, title, kind }) => ({ topic: name, title, kind })));
    return;
  }
  output.table(
    pages,
    [
      { header: "TOPIC", cell: ({ name }) => output.style("bold", name), shrinks: "last" },
      { header: "WHAT", cell: ({ title }) => title, shrinks: true },
      { header: "KIND", cell: ({ kind }) => (kind === "guides" ? "guide" : kind) },
    ],
    "There are no pages.",
  );
  output.say(output.styleAside("dim", "  Read one: tutti docs <topic>; a part: <topic>#<heading>; an error: its code"));
}

/** `projects`, `projects#templates`. Throws `not_found` with what is nearest. */
function pageTopic(topic: string, pages: readonly DocPage[], output: Output): Topic {
  const [name = "", ...rest] = topic.split("#");
  const anchor = rest.join("#");
  const page = pages.find((known) => known.name === name.toLowerCase());
  if (page === undefined) {
    const hint = didYouMean(name, [...pages.map((known) => known.name), ...Object.keys(ERRORS)]);
    throw new TuttiError("not_found", `No page and no error is called ${name}.${hint} See tutti docs for all pages.`);
  }
  const text = rest.length === 0 ? page.text : sectionOf(page.text, anchor.toLowerCase());
  if (text !== null) return { topic, text: styled(text, output) };
  const anchors = anchorsOf(page.text);
  const hint = didYouMean(anchor, anchors);
  throw new TuttiError("not_found", `The page ${name} has no part ${anchor}.${hint} It has ${anchors.join(", ")}.`);
}

function errorTopic(code: ErrorCode, pages: readonly DocPage[], output: Output): Topic {
  const { message, fix, isTransient } = ERRORS[code];
  const guide = guideOf(code);
  const what = message === "{detail}" ? "It says what was wrong." : message.replace("{detail}", "…");
  const again = isTransient ? "\nThe same may succeed later without a change." : "";
  const head = `${output.style("bold", code)}\n\n${what}\n${fix}${again}`;
  if (guide === null) return { topic: code, text: head };
  const more = output.style("dim", `From tutti docs ${guide}:`);
  return { topic: code, text: `${head}\n\n${more}\n\n${pageTopic(guide, pages, output).text}` };
}

function styled(text: string, output: Output): string {
  return shownText(text, (heading) => output.style("bold", heading));
}
