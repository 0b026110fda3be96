import { copied } from "./copied.ts";

type Fields = Readonly<Record<string, unknown>>;

/** Thrown inside this file alone: the YAML parser has to read it. */
class NotPlain extends Error {}

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for, all of \p{Cc} but the line break
const unusual = /[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\uFEFF]/;
const itemLine = /^( *)- +(.*)$/;
const innerLine = /^( +)([A-Za-z][\w-]*): +(.*)$/;

/**
 * Reads YAML of the plain kind: `key: value` lines, with lists and maps of one level in either style. Undefined for
 * anything else, which is not to say that it is wrong.
 */
export function readPlainYaml(source: string): Fields | undefined {
  if (unusual.test(source)) return undefined;
  try {
    return readLines(source);
  } catch (error) {
    if (error instanceof NotPlain) return undefined;
    throw error;
  }
}

function readLines(source: string): Fields | undefined {
  // No key begins with a sign, so that none is `__proto__`.
  const fields: Record<string, unknown> = {};
  let open: string | undefined;
  let indent: number | undefined;
  for (let start = 0, end = 0; start < source.length; start = end + 1) {
    end = source.indexOf("\n", start);
    if (end === -1) end = source.length;
    const colon = keyEnd(source, start, end);
    if (colon > 0) {
      const key = source.slice(start, colon);
      if (Object.hasOwn(fields, key)) return undefined;
      const rest = trimmed(source, colon + 1, end);
      fields[key] = rest === "" ? null : value(rest);
      open = rest === "" ? key : undefined;
      indent = undefined;
      continue;
    }
    const line = source.slice(start, end);
    const first = line.trimStart()[0];
    if (first === undefined || first === "#") continue;
    if (open === undefined) return undefined;
    const inside = itemLine.exec(line) ?? innerLine.exec(line);
    if (!inside) return undefined;
    indent ??= inside[1]?.length;
    if (indent !== inside[1]?.length) return undefined;
    fields[open] = grown(fields[open], inside);
  }
  return fields;
}

/** A part of a text without the white space around it, cut once. */
function trimmed(text: string, from: number, to: number): string {
  let [start, end] = [from, to];
  while (start < end && text.charCodeAt(start) === 32) start += 1;
  while (end > start && text.charCodeAt(end - 1) === 32) end -= 1;
  return text.slice(start, end).trim();
}

/** Where the key of a line such as `key: value` or `key:` ends; 0 where the line is no such. */
function keyEnd(source: string, start: number, end: number): number {
  for (let at = start; at < end; at += 1) {
    const code = source.charCodeAt(at);
    // Letters, then digits, _ and - too: regular expressions take a third of the time that reading a file does.
    if ((code >= 97 && code <= 122) || (code >= 65 && code <= 90)) continue;
    if (at > start && ((code >= 48 && code <= 57) || code === 95 || code === 45)) continue;
    return at > start && code === 58 && (at + 1 === end || source.charCodeAt(at + 1) === 32) ? at : 0;
  }
  return 0;
}

/** A list or map with one line more. */
function grown(so: unknown, parts: RegExpExecArray): unknown {
  const [, , keyOrItem = "", rest] = parts;
  if (rest === undefined) {
    if (so !== null && !Array.isArray(so)) throw new NotPlain();
    const list = (so ?? []) as unknown[];
    list.push(scalar(keyOrItem.trim()));
    return list;
  }
  if (Array.isArray(so) || (so !== null && Object.hasOwn(so as object, keyOrItem))) throw new NotPlain();
  return Object.assign(so ?? {}, { [keyOrItem]: scalar(rest.trim()) });
}

function value(text: string): unknown {
  const first = text.charCodeAt(0);
  return first === 91 || first === 123 ? flowValue(text) : scalar(text);
}

/** Lists and maps on one line come back in file after file: as many as this are kept, frozen, and given to all. */
const mostFlows = 2000;
const flows = new Map<string, unknown>();

function flowValue(text: string): unknown {
  const known = flows.get(text);
  if (known !== undefined) return known;
  if (flows.size >= mostFlows || text.length > 200) return readFlow(text);
  const own = copied(text);
  const read = readFlow(own);
  flows.set(own, Object.freeze(read));
  return read;
}

function readFlow(text: string): unknown {
  if (text.startsWith("[") && text.endsWith("]")) return flowParts(text).map(scalar);
  if (text.startsWith("{") && text.endsWith("}")) {
    const pairs = flowParts(text).map((part): [string, unknown] => {
      const pair = /^([A-Za-z][\w-]*): +(.*)$/.exec(part);
      if (!pair) throw new NotPlain();
      return [pair[1] as string, scalar(pair[2] as string)];
    });
    if (new Set(pairs.map(([key]) => key)).size < pairs.length) throw new NotPlain();
    return Object.fromEntries(pairs);
  }
  return scalar(text);
}

/** What stands between the commas of a flow list or map. */
function flowParts(text: string): readonly string[] {
  const parts: string[] = [];
  let start = 1;
  let quote = "";
  for (let at = 1; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    const end = at === text.length - 1;
    if (!end && ((code >= 97 && code <= 122) || (code >= 65 && code <= 90))) continue;
    const character = text[at] as string;
    if (quote !== "") {
      if (end || character === "\\") throw new NotPlain();
      if (character === quote) quote = "";
    } else if (character === "," || end) {
      parts.push(trimmed(text, start, at));
      start = at + 1;
    } else if (character === '"' || character === "'") {
      if (!/(?:^|:)\s*$/.test(text.slice(Math.max(start, at - 20), at))) throw new NotPlain();
      quote = character;
    } else if ("[]{}#\\".includes(character)) throw new NotPlain();
  }
  return parts.length === 1 && parts[0] === "" ? [] : parts;
}

/** A quoted or plain scalar as YAML's core schema reads it. */
function scalar(text: string): unknown {
  const code = text.charCodeAt(0);
  if (code === 34 || code === 39) {
    const inner = text.slice(1, -1);
    const mark = code === 34 ? '"' : "'";
    if (text.length > 1 && text.endsWith(mark) && !inner.includes(mark) && (code === 39 || !inner.includes("\\"))) {
      return inner;
    }
  }
  const letter = (code >= 97 && code <= 122) || (code >= 65 && code <= 90);
  const digit = code >= 48 && code <= 57;
  if (!letter && !digit && !/^[\p{L}\p{N}(/]/u.test(text)) throw new NotPlain();
  if (text.includes("#") || text.includes(": ") || text.endsWith(":")) throw new NotPlain();
  if (digit) return number(text);
  if (text.length > 5 || !/^[nft]/i.test(text)) return text;
  if (/^null$/i.test(text)) return word(text, null);
  if (/^(?:true|false)$/i.test(text)) return word(text, text.toLowerCase() === "true");
  return text;
}

/** `true`, `True` and `TRUE` are values, `tRUE` is a string. */
function word(text: string, meant: unknown): unknown {
  return /^(?:[a-z]+|[A-Z][a-z]+|[A-Z]+)$/.test(text) ? meant : text;
}

function number(text: string): unknown {
  if (/^0[xo]/.test(text)) throw new NotPlain();
  // What has a sign of a date or a time is none: most values that begin with a digit are times.
  if (text.length > 4 && (text[4] === "-" || text[2] === ":") && isTime(text)) return text;
  return /^\d+(?:\.\d*)?(?:[eE][-+]?\d+)?$/.test(text) ? Number(text) : text;
}

/** Whether there is nothing but digits, `:`, `.`, `-`, `T` and `Z`. */
function isTime(text: string): boolean {
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if ((code < 45 || code > 58 || code === 47) && code !== 84 && code !== 90) return false;
  }
  return true;
}
