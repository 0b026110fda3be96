import { actionFields } from "../../markdown/action-fields.ts";
import { sectionKeys } from "../../markdown/section-keys.ts";
import { type SkimmedSection, skimSections } from "../../markdown/skim-sections.ts";
import { titleKeys } from "../../markdown/titles.ts";
import type { Config } from "../../model/config.ts";
import { kept } from "./kept.ts";
import type { ActionFact, RecordBody } from "./record-body.ts";
import { writtenSections } from "./written-sections.ts";

const wanted = [...writtenSections, "Action items"] as const;
type Wanted = (typeof wanted)[number];

/** The sections that metrics read, each with the titles under which it may stand. */
export type WantedKeys = readonly (readonly [Wanted, ReadonlySet<string>])[];

export function wantedKeys(config: Config): WantedKeys {
  return wanted.map((name) => [name, sectionKeys(name, config)] as const);
}

/** A reader of records by their lines. Undefined where lines alone don't tell. */
export function bodySkimmer(config: Config): (text: string) => RecordBody | undefined {
  const keys = wantedKeys(config);
  const names = new Map<string, Wanted | null>();
  const most = Math.max(...keys.flatMap(([, known]) => [...known].map((key) => key.length)));
  const nameOf = (title: string): Wanted | null => {
    const known = names.get(title);
    if (known !== undefined) return known;
    if (lettersOver(most, title)) return null;
    const [key = ""] = titleKeys([title]);
    const name = keys.find(([, own]) => own.has(key))?.[0] ?? null;
    if (names.size < 500) names.set(kept(title), name);
    return name;
  };
  return (text) => {
    const sections = skimSections(text);
    if (!sections) return undefined;
    const found = new Map<Wanted, SkimmedSection>();
    for (const section of sections) {
      const name = nameOf(section.title);
      if (name && !found.has(name)) found.set(name, section);
    }
    const items = found.get("Action items");
    const actions = items ? actionsIn(text, items) : [];
    if (!actions) return undefined;
    const written = writtenSections.every((name) => {
      const section = found.get(name);
      return section !== undefined && holdsText(text.slice(section.body, section.end));
    });
    return { written, actions };
  };
}

/** Whether a title has more letters than another, however it is written: those of incidents all do, and all differ. */
function lettersOver(most: number, title: string): boolean {
  let letters = 0;
  for (let at = 0; at < title.length; at += 1) {
    const code = title.charCodeAt(at);
    if (code > 127) return false;
    if ((code >= 97 && code <= 122) || (code >= 65 && code <= 90)) letters += 1;
  }
  return letters > most;
}

/** A check-list item that is a line of words and nothing else could be. */
const plainItem = /^- \[([ xX])\] (?=[A-Za-z@"'(])(?!https?:|www\.|[\w.+-]+@)(.*)$/;

/** The items of a section that has nothing but items of one line, headings and blank lines; else undefined. */
function actionsIn(text: string, { body, end }: SkimmedSection): readonly ActionFact[] | undefined {
  const actions: ActionFact[] = [];
  for (let start = body, next = body; start < end; start = next) {
    const newline = text.indexOf("\n", start);
    next = newline === -1 || newline >= end ? end : newline + 1;
    const code = text.charCodeAt(start);
    if (code === 10 || code === 35) continue;
    const line = text.slice(start, next).trimEnd();
    if (line === "") continue;
    const item = plainItem.exec(line);
    if (!item) return undefined;
    actions.push(actionFact(item[1] !== " ", item[2] ?? ""));
  }
  return actions;
}

/** An item by its line. */
export function actionFact(done: boolean, source: string): ActionFact {
  const { owner, due, priority, type } = actionFields(source);
  const own = (said: string | undefined): string | null => (said === undefined ? null : kept(said));
  return { done, owner: own(owner), due: own(due), priority: own(priority), type: own(type) };
}

const text = /^[ \t]*[^\s#]/m;

/** Whether there is more than headings, comments and white space. */
export function holdsText(body: string): boolean {
  for (let start = 0; start < body.length; ) {
    const comment = body.indexOf("<!--", start);
    if (text.test(body.slice(start, comment === -1 ? body.length : comment))) return true;
    const end = comment === -1 ? -1 : body.indexOf("-->", comment + 4);
    start = end === -1 ? body.length : end + 3;
  }
  return false;
}
