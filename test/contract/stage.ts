import type { Host } from "../../src/host/host.ts";
import type { Answer, Ask, AskKind } from "../../src/model/ask.ts";
import type { Effect, EffectKind, Receipt } from "../../src/model/effect.ts";

/** What people do to the repository behind a host. `alice` may write, `trent` read, `mallory` neither. */
export interface People {
  readonly openIssue: (login: string, title: string, labels?: readonly string[]) => Promise<number>;
  readonly say: (login: string, issue: number, body: string) => Promise<number>;
  readonly edit: (login: string, issue: number, to: { title?: string; state?: "open" | "closed" }) => Promise<void>;
  readonly label: (login: string, issue: number, name: string) => Promise<void>;
  readonly erase: (login: string, comment: number) => Promise<void>;
  readonly push: (login: string, branch: string, path: string, text: string) => Promise<void>;
  readonly dropBranch: (login: string, branch: string) => Promise<void>;
  readonly merge: (login: string, pull: number) => Promise<void>;
}

export interface Stage {
  readonly host: Host;
  readonly people: People;
  /** An older server: no reactions, GraphQL or sub-issues, and less care for what people do. */
  readonly bare?: boolean;
  readonly close?: () => Promise<void>;
}

/** Short ways to ask a host and to tell it to do something. */
export interface Talk {
  readonly stage: () => Stage;
  readonly look: <K extends AskKind>(kind: K, ask: Omit<Ask<K>, "kind">) => Promise<Answer<K>>;
  readonly act: <K extends EffectKind>(kind: K, effect: Omit<Effect<K>, "kind">) => Promise<Receipt>;
  /** A number that no test has had. */
  readonly fresh: () => number;
  /** A branch of its own for a test, at main's commit. */
  readonly branch: () => Promise<{ readonly name: string; readonly sha: string }>;
  readonly write: (on: string, path: string, before: string | null, after: string | null) => Promise<Receipt>;
  readonly read: (ref: string, path: string) => Promise<string | undefined>;
}

export function talkTo(stage: () => Stage): Talk {
  let count = 0;
  const look: Talk["look"] = (kind, ask) => stage().host.source[kind]({ kind, ...ask } as never) as never;
  const act: Talk["act"] = (kind, effect) => stage().host.sink[kind]({ kind, ...effect } as never);
  return {
    stage,
    look,
    act,
    fresh: () => ++count,
    branch: async () => {
      const main = await look("branch", { name: "main" });
      const name = `incident/INC-2025-${String(++count).padStart(3, "0")}`;
      await act("branch", { name, from: main?.sha ?? "" });
      return { name, sha: main?.sha ?? "" };
    },
    write: (on, path, before, after) =>
      act("commit", { branch: on, message: `Write ${path}`, files: [{ path, before, after }] }),
    read: async (ref, path) => (await look("file", { ref, path }))?.text,
  };
}

export function made(receipt: Receipt): { number: number; id: number } {
  if (!receipt.done) throw new Error(receipt.note);
  return { number: receipt.number ?? 0, id: receipt.id ?? 0 };
}
