/** Liquid, Handlebars and the like: what a template would have filled in. */
const braces = /\{\{[^{}]{0,80}\}\}|\{%[^{}]{0,80}%\}/;
const bracketed = /[[(<{](?:TODO|TBD|TBC|FIXME|XXX)\b[^\])>}]{0,80}[\])>}]/i;
const edge = /^(?:TODO|TBD|TBC|FIXME|XXX)\b(?=[\s:.,!?…-]|$)|[:\s](?:TODO|TBD|TBC|FIXME)[\s.!?…]*$/;
const whole =
  /^[\s._…-]*(?:to ?do|tbd|tbc|fixme|xxx|to be (?:done|determined|decided|confirmed|written|defined|added|filled(?: in)?)|fill (?:me|this) in|coming soon|work in progress|wip|lorem ipsum\b.*|\.{3,}|…|\?{2,})[\s.!…]*$/i;
/** `[Describe what happened]`, `[your name]`: what forms ask for. A link's text is not in brackets when it is read. */
const asked =
  /\[(?:insert|describe|enter|fill in|replace|specify|explain|your|write|please)\s[^[\]]{1,80}\]|<(?:insert|describe|enter|fill in|replace|specify|your)\s[^<>]{1,80}>/i;
const blank =
  "(?:YYYY[-/.]MM[-/.]DD|(?:DD[-/.]MM|MM[-/.]DD)[-/.]YYYY|HH:MM(?::SS)?|XX:XX|\\[(?:[a-z ]{0,30} )?(?:date|time|name|number|period|link|url|owner|person|amount|duration)\\]|_{4,})";
/** A date or a name that a form left open, at the start of a block or behind its label. */
const open = new RegExp(`^${blank}(?![\\w-])|[:·] ?${blank}[\\s.]*$`);

/** What says that some words are still to be written, or undefined. The words are one line. */
export function markerIn(words: string): string | undefined {
  // What is left to do is said in few words; the cap keeps pasted pages away from the expressions.
  const text = words.slice(0, 2000);
  const found = [braces, bracketed, asked, whole, edge, open].map((one) => one.exec(text)).find((one) => one !== null);
  return found?.[0].replace(/^[:·]/, "").trim();
}

/** Whether a value is nothing but a marker. */
export function isMarker(value: string): boolean {
  const text = value.trim().slice(0, 2000);
  const found = braces.exec(text) ?? bracketed.exec(text) ?? asked.exec(text) ?? open.exec(text);
  return (
    whole.test(text) || /^(?:TODO|TBD|TBC|FIXME|XXX)\b(?:[:.!?…-]|$)/i.test(text) || found?.[0].length === text.length
  );
}

/** What a template would have filled in, or undefined. */
export function placeholderIn(words: string): string | undefined {
  return braces.exec(words.slice(0, 2000))?.[0];
}
