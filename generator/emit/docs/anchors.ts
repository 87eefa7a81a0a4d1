/** Gives the headings of one page the anchors that GitHub gives them; a repeated one is numbered. */
export class Anchors {
  readonly #seen = new Map<string, number>();

  /** The anchor of the next heading, from its text as it is shown. */
  next(heading: string): string {
    const slug = heading
      .trim()
      .toLowerCase()
      .replace(/[^\p{L}\p{M}\p{N}\p{Pc} -]/gu, "")
      .replaceAll(" ", "-");
    let anchor = slug;
    for (let count = this.#seen.get(slug) ?? 0; this.#seen.has(anchor); ) {
      count += 1;
      anchor = `${slug}-${count}`;
      this.#seen.set(slug, count);
    }
    this.#seen.set(anchor, 0);
    return anchor;
  }
}
