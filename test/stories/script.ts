/** One step of a story: `## 2025-01-15 02:33:00 alice says on #1`, and the text under it. */
export interface Step {
  /** As written, for messages. */
  readonly heading: string;
  /** ISO 8601. A heading without a date has the date of the one before it. */
  readonly at: string;
  /** Who does it; undefined where nobody does (`tick`). */
  readonly who: string | undefined;
  /** The words that say what is done. */
  readonly what: string;
  readonly text: string;
}

const heading = /^## (?:(\d{4}-\d{2}-\d{2}) )?(\d{2}:\d{2})(:\d{2})? (\S+)(?: (.+))?$/;

/** Reads a story's script: what stands before the first step is for readers. */
export function readScript(markdown: string): readonly Step[] {
  const [, ...parts] = markdown.split(/^(?=## )/m);
  let date = "2025-01-15";
  return parts.map((part) => {
    const end = part.indexOf("\n");
    const line = part.slice(0, end);
    const found = heading.exec(line);
    if (!found) throw new Error(`Unexpected step “${line}”, expected “## 02:33:00 alice says”`);
    const [, day, minutes, seconds = ":00", who = "", what = ""] = found;
    date = day ?? date;
    const text = part.slice(end).trim();
    const at = `${date}T${minutes}${seconds}Z`;
    return { heading: line, at, text, ...(who === "tick" ? { who: undefined, what: "tick" } : { who, what }) };
  });
}
