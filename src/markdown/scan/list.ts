import type { List, ListItem, RootContent } from "mdast";
import { isBlank, type Line, NotPlain, positionOf, type Scanned, type Stretch } from "./lines.ts";
import { interrupts, type Marker, markerOf, rule } from "./marks.ts";

/** What reads the blocks of an item. */
type Inner = (stretch: Stretch) => RootContent[];

/** The list that begins at a line with a marker. */
export function scanList(stretch: Stretch, index: number, inner: Inner): Scanned<List> {
  const { text, lines, to, column } = stretch;
  const first = lines[index] as Line;
  const { at, indent } = first;
  const { sign, number } = markerOf(text, first) as Marker;
  const children: ListItem[] = [];
  let spread = false;
  let last = first;
  for (let next = index; ; ) {
    const item = scanItem(stretch, next, inner);
    children.push(item.node);
    last = lines[item.next - 1] as Line;
    next = item.next;
    while (next < to && isBlank(lines[next] as Line)) next += 1;
    const line = lines[next];
    if (next >= to || !line) break;
    if (line.indent - column > 3) throw new NotPlain();
    const marker = rule.test(text.slice(line.at, line.bare)) ? undefined : markerOf(text, line);
    if (marker?.sign === sign && (marker.number === undefined) === (number === undefined)) {
      if (line.indent !== indent) throw new NotPlain();
      if (next > item.next) spread = true;
    } else {
      // Without a blank line before it, a line of words belongs to the item's last paragraph.
      if (next === item.next && !interrupts(text, line)) throw new NotPlain();
      break;
    }
  }
  const node: List = {
    type: "list",
    ordered: number !== undefined,
    start: number === undefined ? null : Number(number),
    spread,
    children,
    position: positionOf(first, at, last, last.end),
  };
  return { node, next: last.number };
}

function scanItem({ text, lines, to }: Stretch, index: number, inner: Inner): Scanned<ListItem> {
  const line = lines[index] as Line;
  const start = line.at;
  const { width } = markerOf(text, line) as Marker;
  line.at += width;
  line.indent += width;
  const column = line.indent;
  let next = index + 1;
  for (let ahead = next; ahead < to; ahead += 1) {
    const one = lines[ahead] as Line;
    if (isBlank(one)) continue;
    if (one.indent < column) break;
    next = ahead + 1;
  }
  // Whether a list that begins behind a bullet may end a paragraph before it is a question of its own.
  if (markerOf(text, line)) throw new NotPlain();
  const checked = boxOf(text, line);
  const children = inner({ text, lines, from: index, to: next, column }) as ListItem["children"];
  const last = lines[next - 1] as Line;
  const position = positionOf(line, start, last, last.end);
  return { node: { type: "listItem", spread: isSpread(children), checked, children, position }, next };
}

/** Whether there are blank lines between an item's blocks. */
function isSpread(children: ListItem["children"]): boolean {
  return children.some(({ position }, index) => {
    const before = children[index - 1]?.position?.end.line;
    return before !== undefined && position !== undefined && position.start.line > before + 1;
  });
}

const box = /^\[(?:[ xX]\](?=[ \t]|$)|$)/;
const boxAndWords = /^\[([ xX])\] (?!https?:|www\.|[\w.+-]+@|\d{1,9}[.)][ \t])[\p{L}\p{N}("'@$]/iu;

/**
 * Reads a check box and goes behind it. Throws NotPlain where markup or nothing follows, or where it begins without an end, which the
 * parser treats in its own way.
 */
function boxOf(text: string, line: Line): boolean | null {
  if (text[line.at] !== "[") return null;
  const words = text.slice(line.at, line.bare);
  if (!box.test(words)) return null;
  const found = boxAndWords.exec(words);
  if (!found) throw new NotPlain();
  line.at += 4;
  return found[1] !== " ";
}
