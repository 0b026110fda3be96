/** The answers of an issue form: what stands under each of the labels that were looked for. */
export type FormAnswers = Readonly<Record<string, string>>;

const blank = /^(_no response_|none|n\/a|-)?$/i;

/**
 * Reads `### Label` headings and what follows each. Labels are compared without case and outer spaces; a heading that
 * is none of them belongs to the answer before it. Blank answers are left out. Text before the first label is kept
 * under the empty name, so that an issue that was written by hand loses nothing.
 */
export function readForm(body: string, labels: readonly string[]): FormAnswers {
  const known = new Map(labels.map((label) => [normal(label), label]));
  const answers = new Map<string, string[]>();
  let at = "";
  for (const line of body.replaceAll("\r\n", "\n").split("\n")) {
    const heading = /^### {0,8}([^\n]{1,200})$/.exec(line)?.[1];
    const label = heading === undefined ? undefined : known.get(normal(heading));
    if (label !== undefined && !answers.has(label)) {
      at = label;
      answers.set(label, []);
    } else {
      const lines = answers.get(at) ?? [];
      lines.push(line);
      answers.set(at, lines);
    }
  }
  const said = [...answers].map(([label, lines]) => [label, lines.join("\n").trim()] as const);
  return Object.fromEntries(said.filter(([, answer]) => !blank.test(answer)));
}

const normal = (label: string): string =>
  label
    .trim()
    .toLowerCase()
    .replace(/[\s?:]+$/, "");
