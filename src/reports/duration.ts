const units: Readonly<Record<string, number>> = { d: 86_400, h: 3600, m: 60, s: 1 };
const part = /^(\d{1,7}(?:\.\d{1,3})?)\s?(d(?:ays?)?|h(?:ours?|rs?)?|m(?:in(?:ute)?s?)?|s(?:ec(?:ond)?s?)?)\b[\s,]*/i;

/**
 * Seconds of a duration as people write it: `2 h 15 min`, `2h15m`, `45 minutes`, `PT2H15M`; a bare number is minutes, as in
 * the config. Undefined for anything else.
 */
export function readDuration(value: unknown): number | undefined {
  if (typeof value === "number") return Number.isFinite(value) && value >= 0 ? Math.round(value * 60) : undefined;
  if (typeof value !== "string") return undefined;
  const said = value.trim().slice(0, 60);
  if (/^\d{1,7}(?:\.\d{1,3})?$/.test(said)) return readDuration(Number(said));
  let left = said.replace(/^P(?=[\dT])/i, "").replace(/^T|(?<=D)T/i, "");
  left = left.replaceAll(/(?<=[a-z])(?=\d)/gi, " ");
  let seconds = 0;
  for (let least = Number.POSITIVE_INFINITY; left !== ""; ) {
    const [all, number, unit = ""] = part.exec(left) ?? [];
    const size = units[unit.charAt(0).toLowerCase()];
    // Each unit once, the large ones first: 15 min 2 h is a mistake, not a sum.
    if (all === undefined || size === undefined || size >= least) return undefined;
    seconds += Number(number) * size;
    least = size;
    left = left.slice(all.length);
  }
  return said === "" ? undefined : Math.round(seconds);
}
