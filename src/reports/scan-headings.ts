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
  let list = 0;
  let paragraph: number | undefined;
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
      paragraph = undefined;
      continue;
    }
    const inList: boolean = list > 0 && indent >= list;
    if (!inList && (paragraph === undefined || indent < 4)) {
      const heading = atx.exec(line);
      if (heading) {
        found.push({ depth: heading[1]?.length ?? 1, title: closed(heading[2] ?? ""), line: index + 1 });
        [list, paragraph] = [0, undefined];
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
    open = opened(inList ? line.trimStart() : line, inList ? list : 0, paragraph !== undefined);
    if (open) {
      if (!inList) list = 0;
      paragraph = undefined;
      continue;
    }
    const item = rule.test(line) ? null : bullet.exec(line);
    if (item && !inList) {
      const width = item[2]?.length ?? 1;
      list = (item[1] as string).length + (width > 4 || width === 0 ? 1 : width);
      open = opened(line.slice(item[0].length), list, false);
      paragraph = undefined;
    } else if (rule.test(line)) {
      [list, paragraph] = [inList ? list : 0, undefined];
    } else if (!inList && (paragraph !== undefined || list === 0 || isAfterBlank(lines, index))) {
      if (/^ {0,3}>/.test(line)) [list, paragraph] = [1_000, undefined];
      else if (paragraph !== undefined || indent < 4) {
        if (isAfterBlank(lines, index)) list = 0;
        if (list === 0) paragraph ??= index;
      }
    }
  }
  return found;
}

const isAfterBlank = (lines: readonly string[], index: number): boolean => (lines[index - 1] ?? "").trim() === "";

function indentOf(line: string): number {
  let width = 0;
  for (const character of line) {
    if (character === " ") width += 1;
    else if (character === "\t") width += 4 - (width % 4);
    else break;
  }
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

/** What a line opens that goes on below it. */
function opened(line: string, inside: number, inParagraph: boolean): Open | undefined {
  const fence = /^ {0,3}(`{3,}(?=[^`]*$)|~{3,})/.exec(line)?.[1];
  if (fence) {
    const close = new RegExp(`^\\s*\\${fence[0]}{${fence.length},}[ \\t]*$`);
    return { inside, ends: (later) => close.test(later) };
  }
  if (!/^ {0,3}</.test(line)) return undefined;
  const raw = line.trimStart();
  const until = (mark: RegExp): Open | undefined =>
    mark.test(raw) ? undefined : { inside, ends: (later) => mark.test(later) };
  if (raw.startsWith("<!--")) return raw.slice(4).includes("-->") || /^<!--+>/.test(raw) ? undefined : until(/-->/);
  if (/^<(?:script|pre|style|textarea)(?=[ \t>]|$)/i.test(raw)) return until(/<\/(?:script|pre|style|textarea)>/i);
  const toBlank = block.test(line) || (!inParagraph && lone.test(line));
  return toBlank ? { inside, ends: (later) => later.trim() === "" } : undefined;
}
