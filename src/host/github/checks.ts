import type { Source } from "../../model/ask.ts";
import type { Effect, Receipt, Sink } from "../../model/effect.ts";
import type { CheckRun } from "../../model/world.ts";
import { type Annotation, annotationOf, annotationsPerRequest, checkText, checkTitle } from "./annotations.ts";
import type { Client } from "./client.ts";
import { answered } from "./errors.ts";
import { numberAt, textAt, textOrNull } from "./json.ts";
import type { Memory } from "./memory.ts";

export function checkSource(client: Client, memory: Memory): Pick<Source, "check"> {
  return {
    check: async ({ sha, name }) => {
      if (memory.lacks.has("checks")) return null;
      const asked = { ref: sha, check_name: name, filter: "latest" };
      const found = await client.list("/commits/{ref}/check-runs", asked, "check_runs").catch((error: unknown) => {
        if (!answered(error, 403, 404)) throw error;
        if (error.status === 403) memory.lacks.add("checks");
        return [];
      });
      const [newest] = found
        .filter((run) => numberAt(run, "id") > 0 && textAt(run, "name") === name && isOurs(client, run))
        .sort((a, b) => numberAt(b, "id") - numberAt(a, "id"));
      return newest === undefined ? null : checkOf(newest);
    },
  };
}

/** Only the app that made a check run can change it. Where the server does not say who made it, it may be ours. */
function isOurs(client: Client, run: unknown): boolean {
  const slug = textAt(run, "app", "slug");
  return slug === "" || !client.self.endsWith("[bot]") || `${slug}[bot]` === client.self;
}

export function checkOf(run: unknown): CheckRun {
  const status = textAt(run, "status");
  return {
    id: numberAt(run, "id"),
    status: status === "completed" || status === "in_progress" ? status : "queued",
    conclusion: textOrNull(run, "conclusion"),
    title: textAt(run, "output", "title"),
    summary: textAt(run, "output", "summary"),
  };
}

export function checkSink(client: Client, memory: Memory): Pick<Sink, "check"> {
  const lacking: Receipt = { done: false, lacks: "checks", note: "This server or token takes no check runs from us" };
  return {
    check: async (effect) => {
      if (memory.lacks.has("checks")) return lacking;
      try {
        return { done: true, id: await writeCheck(client, effect) };
      } catch (error) {
        // 404 is also the answer where the commit is gone; it costs this check only.
        if (!answered(error, 403, 404)) throw error;
        if (error.status === 403) memory.lacks.add("checks");
        client.log(`${lacking.note}: ${error.message}`);
        return lacking;
      }
    },
  };
}

/**
 * GitHub appends the annotations of an update to those that are there. So an update adds what is missing, and where the
 * run shows something that no longer holds a new run of the same name takes its place (the newest one counts).
 */
async function writeCheck(client: Client, effect: Effect<"check">): Promise<number> {
  const wanted = effect.findings.map(annotationOf);
  const shown = effect.id === null ? [] : await shownBy(client, effect.id);
  const names = new Set(wanted.map(nameOf));
  const outdated = shown === null || shown.some((name) => !names.has(name));
  const missing = outdated ? wanted : wanted.filter((one) => !shown.includes(nameOf(one)));
  const output = { title: checkTitle(effect.title), summary: checkText(effect.summary) };
  const actions = buttonsOf(effect);
  const done = { status: "completed", conclusion: effect.conclusion };
  let id = outdated ? null : effect.id;
  for (let from = 0; from === 0 || from < missing.length; from += annotationsPerRequest) {
    const annotations = missing.slice(from, from + annotationsPerRequest);
    // The conclusion comes with the last batch: a run that was left half-way is not a verdict.
    const last = from + annotationsPerRequest >= missing.length;
    const state = { ...(last ? { ...done, actions } : { status: "in_progress" }), output: { ...output, annotations } };
    if (id === null) {
      const named = { name: effect.name, head_sha: effect.sha };
      id = numberAt(await client.write("POST", "/check-runs", { ...named, ...state }), "id");
    } else {
      await client.write("PATCH", "/check-runs/{check_run_id}", { check_run_id: id, ...state });
    }
  }
  return id ?? 0;
}

/** GitHub's limits: three buttons, 20 characters of label and identifier, 40 of description. */
function buttonsOf({ buttons = [] }: Effect<"check">): readonly object[] {
  return buttons.slice(0, 3).map(({ label, says, identifier }) => ({
    label: label.slice(0, 20),
    description: says.slice(0, 40),
    identifier: identifier.slice(0, 20),
  }));
}

/** Names of the annotations of a run; null where the run is gone. */
async function shownBy(client: Client, id: number): Promise<readonly string[] | null> {
  try {
    const route = "/check-runs/{check_run_id}/annotations";
    const shown = await client.list(route, { check_run_id: id }, "check_annotations");
    return shown.map((one) => `${textAt(one, "path")}:${numberAt(one, "start_line")} ${textAt(one, "message")}`);
  } catch (error) {
    if (answered(error, 404)) return null;
    throw error;
  }
}

function nameOf({ path, start_line, message }: Annotation): string {
  return `${path}:${start_line} ${message}`;
}
