import type { Probot } from "probot";
import { numberAt, textAt } from "../host/github/json.ts";
import type { Target } from "../model/target.ts";
import { targetsOf } from "../reconcile/targets.ts";
import type { Place } from "./place.ts";

export interface WebhooksOptions {
  /** Our own login; "" while it is not known. */
  readonly self: () => string;
  /** Told of every event of a repository, and what it may concern. Must not wait for the work. */
  readonly heard: (event: string, place: Place, targets: readonly Target[]) => void;
}

/** At least so many delivery ids are remembered: a repeated one costs nothing, one that is forgotten costs a look. */
const remembered = 5000;

/** The Probot app: turns each webhook into targets, and leaves the work to others. */
export function gitcident({ self, heard }: WebhooksOptions): (probot: Probot) => void {
  // Two generations, since to take the oldest out of a set, one by one, costs more and more.
  let [young, old] = [new Set<string>(), new Set<string>()];
  return (probot) => {
    probot.onAny((context) => {
      const { id, name, payload } = context as { id: string; name: string; payload: unknown };
      if (young.has(id) || old.has(id)) return;
      if (young.size >= remembered) [young, old] = [new Set(), young];
      young.add(id);
      const place = placeOf(payload);
      if (place) heard(name, place, targetsOf(name, payload, self()));
    });
  };
}

function placeOf(payload: unknown): Place | undefined {
  const installation = numberAt(payload, "installation", "id");
  const owner = textAt(payload, "repository", "owner", "login");
  const repo = textAt(payload, "repository", "name");
  const known = Number.isSafeInteger(installation) && installation > 0 && isName(owner) && isName(repo);
  return known ? { installation, owner, repo } : undefined;
}

function isName(text: string): boolean {
  return /^[\w.-]{1,100}$/.test(text) && !/^\.+$/.test(text);
}
