import fc from "fast-check";

/** A piece of frontmatter as written, with the key and value that it must be read as (comments have none). */
interface Piece {
  readonly lines: string;
  readonly key?: string;
}

const comment = fc.constantFrom("# a comment", "", " ", "# key: not one", " # indented");
const scalar = fc.constantFrom(
  "word",
  "two words",
  '"quoted: #1"',
  "'it''s'",
  "100%",
  "15842",
  "true",
  "null",
  "~",
  "2025-01-15T02:30:00Z",
  "Ünïcode 🚒",
  "a:b",
  '""',
  "&anchored x",
  "!!str 5",
);
const note = fc.constantFrom("", "", " # why", "   ");
const names = ["id", "title", "services", "roles", "impact", "Größe 🚨", "other"];
const written = (name: string): fc.Arbitrary<string> => fc.constantFrom(name, `"${name}"`, `'${name}'`);

const value = fc.oneof(
  fc.tuple(fc.constantFrom(" ", "   "), scalar, note).map((parts) => parts.join("")),
  note,
  fc
    .tuple(
      fc.array(fc.constantFrom("a", '"b c"', "3", "'x'"), { maxLength: 3 }),
      fc.constantFrom(", ", " ,\n    "),
      note,
    )
    .map(([items, comma, end]) => ` [${items.join(comma)}]${end}`),
  fc
    .tuple(fc.uniqueArray(fc.constantFrom("a", "b", '"c d"'), { maxLength: 3 }), scalar, note)
    .map(
      ([keys, one, end]) => ` { ${keys.map((key) => `${key}: ${/[&!#~]/.test(one) ? "y" : one}`).join(", ")} }${end}`,
    ),
  fc.constantFrom(
    " [a, b,]",
    " {a: 1,}",
    ' {"a":1}',
    " { a, b: 2 }",
    " {}",
    " []",
    " [ # in\n    a # first\n    , b ]",
  ),
  fc
    .tuple(
      fc.constantFrom("\n- ", "\n  - ", "\n    -   "),
      fc.array(fc.constantFrom("a", '"b c"', "3 # note", "{ x: 1 }"), { minLength: 1, maxLength: 3 }),
      note,
    )
    .map(([dash, items, head]) => head + items.map((item) => dash + item).join("")),
  fc
    .tuple(
      fc.constantFrom("\n  ", "\n      "),
      fc.uniqueArray(fc.constantFrom("a", "b", "c d"), { minLength: 1, maxLength: 3 }),
      scalar,
      note,
    )
    .map(
      ([indent, keys, one, head]) =>
        head + keys.map((key) => `${indent}${key}: ${one.startsWith("&") ? "z" : one}`).join(`${indent}# between`),
    ),
  fc.constantFrom(
    " |\n  literal\n\n  text",
    " >-\n  folded\n  text",
    "\n  on the next line",
    " plain\n  on two lines",
    ' "quoted\n  on two"',
    "\n  - |\n    block\n  - plain",
    "\n  a:\n    deep: 1\n  b: 2",
  ),
);

const entry = (name: string): fc.Arbitrary<Piece> =>
  fc.tuple(written(name), value).map(([key, rest]) => ({ key: name, lines: `${key}:${rest}` }));

/** Frontmatter with a body, as odd as people write it, and its pieces: joined by line endings they are the YAML. */
export const anyFrontmatter = fc
  .record({
    keys: fc.shuffledSubarray(names, { minLength: 0, maxLength: 5 }),
    comments: fc.array(fc.option(comment, { nil: undefined }), { minLength: 6, maxLength: 6 }),
    mark: fc.constantFrom("", "\uFEFF"),
    fence: fc.constantFrom("---", "---  "),
    body: fc.constantFrom("", "\n", "\n\n# T\n\ntext\n---\nx: y\n", "\n\ntext"),
    crlf: fc.boolean(),
    indent: fc.constantFrom("", "", ""),
  })
  .chain((shape) =>
    fc.tuple(...shape.keys.map(entry)).map((entries) => {
      const pieces = entries.flatMap((one, index): Piece[] => {
        const above = shape.comments[index];
        return above === undefined ? [one] : [{ lines: above }, one];
      });
      const last = shape.comments[5];
      const all: Piece[] = last === undefined ? pieces : [...pieces, { lines: last }];
      const eol = shape.crlf ? "\r\n" : "\n";
      const ended = (text: string): string => text.replaceAll("\n", eol);
      const head = `${shape.mark}${shape.fence}${eol}`;
      const tail = `${shape.fence}${ended(shape.body)}`;
      return { head, tail, pieces: all.map((piece) => ({ ...piece, lines: `${ended(piece.lines)}${eol}` })) };
    }),
  );

const plainWord = fc.constantFrom(
  "new",
  "two words",
  "a: b",
  "# no comment",
  "- dash",
  "",
  " padded ",
  "null",
  "1.0",
  "yes",
  "🚒 emoji",
  "line\nbreak",
  'q"uote',
  "it's",
  "@alice",
  "{x}",
  "2025-01-15T02:30:00Z",
  "2025-01-15T04:52:10Z/c2291+e55",
  "\u2028",
  "%",
  "100%",
  "a,b",
  "[x]",
  "!tag",
  "&a",
  "*a",
  "0x1F",
  "~",
);
const anyWord = fc.oneof(
  plainWord,
  fc.string({ unit: "grapheme", maxLength: 12 }),
  fc.string({ unit: "binary", maxLength: 6 }),
);
const simple = fc.oneof(anyWord, fc.integer(), fc.boolean());

/** Any value that a field may be given. */
export const anyFieldValue = fc.oneof(
  simple,
  fc.array(fc.oneof(fc.constantFrom("a", "b c", 3), anyWord), { maxLength: 4 }),
  fc
    .array(fc.tuple(fc.constantFrom("a", "b", "c d", "new", "x: y"), simple), { maxLength: 4 })
    .map((pairs) => Object.fromEntries(pairs)),
);
