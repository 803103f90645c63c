/** What is wrong with a template as it is written, and in which of its lines. */
export class TemplateSyntaxError extends Error {
  override readonly name = "TemplateSyntaxError";
  readonly line: number;

  constructor(message: string, line: number) {
    super(message);
    this.line = line;
  }
}

/** Why a template, though well written, says nothing for the values given. */
export class TemplateRenderError extends Error {
  override readonly name = "TemplateRenderError";
}
