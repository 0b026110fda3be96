import { type Command, isMistake, type Mistake } from "./command.ts";
import type { Input } from "./row.ts";
import { said } from "./said.ts";
import { isBlank, readPiece, skipBlanks, unwrap } from "./words.ts";

type Value = string | number | boolean;
interface Fact {
  key: string;
  value: Value;
  /** The bare value as typed; undefined where it was quoted and can't be continued. */
  typed: string | undefined;
}

const keyShape = /^[a-z][a-z\d_]{0,39}$/;

/**
 * `customers=100% revenue_per_hour="85000 USD"`. A bare word that is no `key=` continues the value before it, so that
 * `revenue=85000 USD` is read as it was meant.
 */
export function parseImpact(input: Input): Command<"impact"> | Mistake {
  const facts = readFacts(unwrap(input.line));
  if (isMistake(facts)) return facts;
  if (facts.length === 0)
    return { mistake: `Unexpected end, expected ${said("key=value")}, e.g. ${said("customers=100%")}.` };
  const twice = facts.find((fact, i) => facts.findIndex((other) => other.key === fact.key) < i);
  if (twice) return { mistake: `Unexpected second ${said(twice.key)}, expected each key once.` };
  return { name: "impact", facts: facts.map((fact) => [fact.key, fact.value] as const) };
}

function readFacts(line: string): readonly Fact[] | Mistake {
  const facts: Fact[] = [];
  let i = skipBlanks(line, 0, ",;");
  while (i < line.length) {
    const word = readPiece(line, i, "=");
    if (isMistake(word)) return word;
    const equals = skipBlanks(line, word.end);
    const before = facts.at(-1);
    if (line[equals] === "=") {
      const read = readFact(line, word.text, equals + 1);
      if (isMistake(read)) return read;
      facts.push(read.fact);
      i = read.end;
    } else if (before?.typed !== undefined) {
      before.typed = `${before.typed} ${word.text.replace(/[,;]$/, "")}`;
      before.value = before.typed;
      i = word.end;
    } else return strayWord(word.text);
    i = skipBlanks(line, i, ",;");
  }
  return facts;
}

function readFact(line: string, name: string, start: number): { readonly fact: Fact; readonly end: number } | Mistake {
  const key = name.toLowerCase().replaceAll("-", "_");
  if (!keyShape.test(key)) {
    return {
      mistake: `Unexpected key ${said(name)}, expected a letter, then letters, digits and ${said("_")}, 40 at most.`,
    };
  }
  const value = readPiece(line, skipBlanks(line, start), "");
  if (isMistake(value)) return value;
  const followed =
    value.quoted && value.end < line.length && !isBlank(line, value.end) && !",;".includes(line[value.end] ?? "");
  if (followed)
    return {
      mistake: `Unexpected ${said(line.slice(value.end))} after the quoted value of ${said(key)}, expected a blank.`,
    };
  const typed = value.quoted ? value.text : value.text.replace(/[,;]$/, "");
  if (typed.trim() === "" || (!value.quoted && typed.includes("="))) {
    return {
      mistake: `Unexpected value of ${said(key)}, expected ${said(`${key}=value`)}; quote a value that is empty of words or has ${said("=")} in it.`,
    };
  }
  const fact = { key, value: value.quoted ? typed : readValue(typed), typed: value.quoted ? undefined : typed };
  return { fact, end: value.end };
}

function strayWord(word: string): Mistake {
  const hint = `quote a value with blanks: ${said('revenue="85000 USD"')}`;
  return { mistake: `Unexpected ${said(word)}, expected ${said("key=value")}; ${hint}.` };
}

/** Numbers only where they print the same again: `007`, `1e5` and long digit rows stay words. */
function readValue(typed: string): Value {
  if (/^(?:true|false)$/i.test(typed)) return typed.toLowerCase() === "true";
  return /^-?\d{1,15}(?:\.\d{1,6})?$/.test(typed) && String(Number(typed)) === typed ? Number(typed) : typed;
}
