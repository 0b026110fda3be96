/** The numbers that two reports are compared by. */
const compared = [
  ["alerts", "total"],
  ["alerts", "covered"],
  ["alerts", "unknown"],
  ["incidents", "n"],
  ["incidents", "with"],
  ["services", "n"],
  ["services", "with"],
  ["runbooks", "total"],
] as const;
const counted = ["orphans", "stale", "incomplete", "unapproved"] as const;

export type Numbers = Readonly<Record<string, number>>;

/** The numbers of the report before this one, by name (`alerts.covered`), where they differ from this one's. */
export interface Change {
  readonly before: Numbers;
  readonly now: Numbers;
}

/** What is wanted of the report before: its numbers, undefined where it has none or another form, and its own change. */
export interface Before {
  readonly numbers: Numbers | undefined;
  readonly change: Change | null;
}

/** The report before, as it is printed; undefined where there is none. */
export function readBefore(previous: string | undefined): Before {
  const old = parsed(previous);
  return { numbers: numbersOf(old), change: kept(old) };
}

/**
 * What changed since the report before. A report that is made again from the same files finds itself as the one before:
 * it keeps the change that stands there, so that it is the same byte for byte.
 */
export function changeAfter({ numbers: before, change }: Before, now: Numbers | undefined): Change | null {
  if (!before || !now) return null;
  const differ = Object.keys(now).filter((name) => before[name] !== now[name]);
  if (differ.length === 0) return change;
  const only = (numbers: Numbers): Numbers => Object.fromEntries(differ.map((name) => [name, numbers[name] ?? 0]));
  return { before: only(before), now: only(now) };
}

function parsed(text: string | undefined): unknown {
  try {
    return text === undefined || text.length > 50_000_000 ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The numbers of a report; undefined where one is missing: it has another form, or there is none. */
export function numbersOf(report: unknown): Numbers | undefined {
  const found = [
    ...compared.map((path) => [path.join("."), at(report, ...path)] as const),
    ...counted.map((name) => {
      const list = at(report, "runbooks", name);
      return [`runbooks.${name}`, Array.isArray(list) ? list.length : undefined] as const;
    }),
  ];
  const numbers = found.flatMap(([name, value]) => (typeof value === "number" ? [[name, value] as const] : []));
  return numbers.length === found.length ? Object.fromEntries(numbers) : undefined;
}

function kept(old: unknown): Change | null {
  const [before, now] = [numbersIn(at(old, "change", "before")), numbersIn(at(old, "change", "now"))];
  return before && now ? { before, now } : null;
}

function numbersIn(value: unknown): Numbers | undefined {
  if (value === null || typeof value !== "object" || Array.isArray(value)) return undefined;
  const known = new Set([...compared.map((path) => path.join(".")), ...counted.map((name) => `runbooks.${name}`)]);
  const entries = Object.entries(value).filter(([name, number]) => known.has(name) && Number.isSafeInteger(number));
  return entries.length > 0 ? Object.fromEntries(entries) : undefined;
}

function at(value: unknown, ...path: readonly string[]): unknown {
  let node = value;
  for (const key of path) {
    if (node === null || typeof node !== "object" || !Object.hasOwn(node, key)) return undefined;
    node = (node as Readonly<Record<string, unknown>>)[key];
  }
  return node;
}
