/** Texts that must not be shown. */
export class Secrets {
  readonly #secrets = new Set<string>();

  /** One that is so short that it stands in every other line hides nothing. */
  add(secret: string): void {
    for (const line of secret.split("\n")) if (line.trim().length >= 3) this.#secrets.add(line.trim());
  }

  hide(text: string): string {
    let shown = text;
    // The longest first: a shorter one may be a part of it.
    for (const secret of [...this.#secrets].sort((a, b) => b.length - a.length)) {
      shown = shown.replaceAll(secret, "********").replaceAll(encodeURIComponent(secret), "********");
    }
    return shown;
  }
}
