/** A heading found by looking at lines alone. */
export interface ScannedHeading {
  readonly depth: number;
  /** As written, without the marks around it. */
  readonly title: string;
  /** Counts from 1. */
  readonly line: number;
}

/** What is open at a line: a code fence or a raw HTML block, with what ends it. */
interface Open {
  readonly ends: (line: string) => boolean;
  /** The list indentation that it stands in: a line with less leaves it. */
  readonly inside: number;
}

const atx = /^ {0,3}(#{1,6})(?:[ \t]+(.*))?$/;
const bullet = /^( {0,3}(?:[-*+]|\d{1,9}[.)]))([ \t]+|$)/;
const rule = /^ {0,3}(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,})$/;
const block =
  /^ {0,3}<\/?(?:address|article|aside|base|blockquote|body|caption|center|col|colgroup|dd|details|dialog|dir|div|dl|dt|fieldset|figcaption|figure|footer|form|frame|h[1-6]|head|header|hr|html|iframe|legend|li|link|main|menu|nav|ol|optgroup|option|p|param|section|summary|table|tbody|td|tfoot|th|thead|title|tr|track|ul)(?=[ \t>]|\/>|$)/i;
const lone = /^ {0,3}<\/?[A-Za-z][\w-]*(?:[ \t][^<>]*)?\/?>[ \t]*$/;

/**
 * The headings of the document's top level, in order, found without a syntax tree: code, comments, raw HTML, lists and
 * quotes are passed over. Tested against the parser on every file at hand.
 */
export function scanHeadings(text: string): readonly ScannedHeading[] {
  const lines = text.replace(/^\uFEFF/, "").split(/\r?\n/);
  const found: ScannedHeading[] = [];
  let open: Open | undefined;
  // The columns at which the text of the open list's items stands, and of the list nested deepest in it.
  let list = 0;
  let inner = 0;
  let paragraph: number | undefined;
  let inTable = false;
  // Whether a paragraph is open in a list or quote, which a line without its indentation or mark goes on.
  let lazy = false;
  for (let index = bodyStart(lines); index < lines.length; index += 1) {
    const line = lines[index] as string;
    const indent = indentOf(line);
    const blank = line.trim() === "";
    if (open && !blank && indent < open.inside) open = undefined;
    if (open) {
      if (open.ends(line)) open = undefined;
      continue;
    }
    if (blank) {
      [paragraph, inTable, lazy] = [undefined, false, false];
      continue;
    }
    const inList: boolean = list > 0 && indent >= list;
    if (!inList && (paragraph === undefined || indent < 4)) {
      const heading = atx.exec(line);
      if (heading) {
        found.push({ depth: heading[1]?.length ?? 1, title: closed(heading[2] ?? ""), line: index + 1 });
        [list, paragraph, inTable, lazy] = [0, undefined, false, false];
        continue;
      }
      const underline = /^ {0,3}(=+|-+)[ \t]*$/.exec(line)?.[1];
      if (underline && paragraph !== undefined && list === 0) {
        const title = lines
          .slice(paragraph, index)
          .map((part) => part.trim())
          .join(" ");
        found.push({ depth: underline.startsWith("=") ? 1 : 2, title, line: paragraph + 1 });
        paragraph = undefined;
        continue;
      }
    }
    const nested =
      inList && indent < Math.max(inner, list) + 4 && !rule.test(line) ? bullet.exec(line.trimStart()) : null;
    if (nested) inner = indent + columns(nested[0]);
    else if (indent < inner) inner = list;
    const near = inList && (nested || indent < inner + 4);
    const rest = near ? line.trimStart().slice(nested?.[0].length ?? 0) : line;
    open = opened(rest, inList ? list : 0, paragraph !== undefined || lazy);
    if (open) {
      if (!inList) list = 0;
      if (open === closedAtOnce) open = undefined;
      [paragraph, lazy, inTable] = [undefined, false, false];
      continue;
    }
    const item = rule.test(line) ? null : bullet.exec(line);
    if (item && !inList) {
      const marker = item[1] as string;
      const width = columns(item[0]);
      const first = line.slice(item[0].length);
      list = first === "" || width > marker.length + 4 ? marker.length + 1 : width;
      inner = list;
      open = opened(first, list, false);
      if (open === closedAtOnce) open = undefined;
      [paragraph, lazy, inTable] = [undefined, first !== "" && !open && !/^#{1,6}(?:[ \t]|$)/.test(first), false];
    } else if (rule.test(line)) {
      [list, paragraph, lazy, inTable] = [inList ? list : 0, undefined, false, false];
    } else if (inList) {
      lazy = atx.test(rest) ? false : lazy || indent < inner + 4;
    } else if (/^ {0,3}>/.test(line)) {
      [list, paragraph, lazy, inTable] = [inQuote, undefined, /^ {0,3}>[ \t]*[^\s#]/.test(line), false];
    } else if (!lazy && paragraph === undefined && indent >= 4) {
      [list, inTable] = [0, false];
    } else if (!lazy) {
      if (paragraph !== undefined && isDelimiter(line) && lines[index - 1]?.includes("|")) inTable = true;
      [list, paragraph] = [0, inTable ? undefined : (paragraph ?? index)];
    }
  }
  return found;
}

/** The row under a table's head. */
const isDelimiter = (line: string): boolean => /^[|:\- \t]+$/.test(line) && line.includes("|") && line.includes("-");

/** Deeper than any line: a quote goes on only by its mark, or lazily. */
const inQuote = 1_000_000;

const indentOf = (line: string): number => columns(/^[ \t]*/.exec(line)?.[0] ?? "");

/** How wide a text is where tabs stop at every fourth column. */
function columns(text: string): number {
  let width = 0;
  for (const character of text) width += character === "\t" ? 4 - (width % 4) : 1;
  return width;
}

/** The first line behind the frontmatter. */
function bodyStart(lines: readonly string[]): number {
  if (!/^---[ \t]*$/.test(lines[0] ?? "")) return 0;
  const end = lines.findIndex((line, index) => index > 0 && /^---[ \t]*$/.test(line));
  return end === -1 ? 0 : end + 1;
}

/** A heading's text without the marks that close it. */
const closed = (title: string): string =>
  title
    .trim()
    .replace(/(?:^|[ \t])#+$/, "")
    .trim();

/** HTML that ends on the line on which it begins. */
const closedAtOnce: Open = { inside: 0, ends: () => true };

/** What a line opens that goes on below it. */
function opened(line: string, inside: number, inParagraph: boolean): Open | undefined {
  const fence = /^ {0,3}(`{3,}(?=[^`]*$)|~{3,})/.exec(line)?.[1];
  if (fence) {
    const close = new RegExp(`^\\s*\\${fence[0]}{${fence.length},}[ \\t]*$`);
    return { inside, ends: (later) => close.test(later) };
  }
  if (!/^ {0,3}</.test(line)) return undefined;
  const raw = line.trimStart();
  const until = (mark: RegExp, from = 0): Open =>
    mark.test(raw.slice(from)) ? closedAtOnce : { inside, ends: (later) => mark.test(later) };
  if (raw.startsWith("<!--")) return /^<!--+>/.test(raw) ? closedAtOnce : until(/-->/, 4);
  if (/^<(?:script|pre|style|textarea)(?=[ \t>]|$)/i.test(raw)) return until(/<\/(?:script|pre|style|textarea)>/i);
  const toBlank = block.test(line) || (!inParagraph && lone.test(line));
  return toBlank ? { inside, ends: (later) => later.trim() === "" } : undefined;
}
