/** A number with what follows it: `85000 USD` is 85000 and `USD`. */
export interface Amount {
  readonly number: number;
  readonly unit: string;
}

const amount =
  /^\s*(?:([A-Z]{3}|[$€£¥])\s?)?(\d{1,3}(?:[,' _]\d{3}){1,4}|\d{1,15})(\.\d{1,6})?\s?([A-Z]{3}\b|[$€£¥%])?/;

/** Reads a number with its currency or `%`, in front or behind; undefined where the value does not begin with one. */
export function amountIn(value: unknown): Amount | undefined {
  if (typeof value === "number") return Number.isFinite(value) && value >= 0 ? { number: value, unit: "" } : undefined;
  if (typeof value !== "string") return undefined;
  const [, before, whole, fraction = "", after] = amount.exec(value.slice(0, 80)) ?? [];
  if (whole === undefined) return undefined;
  const number = Number(whole.replaceAll(/\D/g, "") + fraction);
  return { number, unit: before ?? after ?? "" };
}

/** `191250.5` as `191,250.50`: the same on every machine, whatever its language. */
export function groupDigits(number: number): string {
  const [whole = "", fraction] = (Number.isInteger(number) ? String(number) : number.toFixed(2)).split(".");
  const grouped = whole.replaceAll(/\B(?=(?:\d{3})+$)/g, ",");
  return fraction === undefined ? grouped : `${grouped}.${fraction}`;
}
