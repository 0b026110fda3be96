import type { Code } from "mdast";
import { describe, expect, it } from "vitest";
import { parseTree } from "../../src/markdown/parse-tree.ts";
import type { Effect, EffectKind } from "../../src/model/effect.ts";
import type { PullObservation } from "../../src/model/observation.ts";
import { lookAtPull } from "../../src/observe/pull.ts";
import { mostSuggestions, suggestionsFor } from "../../src/plan/pull/suggest.ts";
import { observe } from "../../src/reconcile/observe.ts";
import { reconcile } from "../../src/reconcile/reconcile.ts";
import { memoryHost } from "../memory/memory-host.ts";
import { clockOf, pass } from "../memory/world.ts";
import { failover } from "../rules/check.ts";
import { manyTypos, oneTypo, path, reviewed } from "./reviewed.ts";

const codes = (body: string): readonly Code[] =>
  parseTree(body).children.flatMap((node) => (node.type === "code" ? [node] : []));
const offers = (bodies: readonly string[]) => bodies.flatMap((body) => codes(body).map(({ value }) => value));

describe("suggested changes", () => {
  it("offer what a machine can mend, on its line, and a push that mends it takes them away", async () => {
    const { check, suggested, run, write, world } = await reviewed(oneTypo);
    await check();
    expect(run().conclusion).toBe("failure");
    expect(run().summary).toContain("1 finding can be mended by a suggested change");
    const [body = ""] = suggested();
    expect(codes(body)).toMatchObject([{ lang: "suggestion", value: "severity: sev1" }]);
    expect([...world.reviewComments.values()][0]?.lines).toBe("severity: SEV-1");
    write(failover);
    await check();
    expect(suggested()).toEqual([]);
    expect([run().conclusion, run().summary]).toEqual(["success", expect.not.stringContaining("suggested change")]);
  });

  it("are never repeated, whatever else is pushed or asked for again", async () => {
    const { check, suggested, write, world } = await reviewed(oneTypo);
    await check();
    const first = [...world.reviewComments.keys()];
    await check();
    write(oneTypo.replace("## Summary\n", "## Summary\n\nOne more sentence.\n"));
    await check();
    expect([...world.reviewComments.keys()]).toEqual(first);
    // The line changed, the finding stayed: an outdated suggestion can't be committed, so it is made anew.
    write(oneTypo.replace("severity: SEV-1", "severity: Sev-1"));
    await check();
    expect(suggested()).toHaveLength(1);
    expect([...world.reviewComments.keys()]).not.toEqual(first);
  });

  it("are at most ten, in one review", async () => {
    const { world, pull, suggested, findings } = await reviewed(manyTypos(15));
    const host = memoryHost(world);
    const reviews: Effect<"review">[] = [];
    const sink = {
      ...host.sink,
      review: (effect: Effect<"review">) => {
        reviews.push(effect);
        return host.sink.review(effect);
      },
    };
    await reconcile({ kind: "pull", number: pull }, { ...host, sink });
    expect(findings().length).toBeGreaterThan(14);
    expect(reviews.map(({ comments }) => comments.length)).toEqual([mostSuggestions]);
    expect(new Set(suggested()).size).toBe(mostSuggestions);
    expect(offers(suggested())[0]).toBe("- 2025-01-15T03:00:00Z Looked (@alice)");
  });

  it("are made by one of two processes that look at the same moment", async () => {
    const { world, pull, suggested } = await reviewed(manyTypos(3));
    const hosts = [memoryHost(world), memoryHost(world)];
    let ready = 0;
    const together = hosts.map((host) => {
      let met = false;
      const sink = new Proxy(host.sink, {
        get: (all, kind: EffectKind) => async (effect: never) => {
          // Both have looked and planned before one of them writes.
          if (!met) for (ready += 1, met = true; ready < hosts.length; ) await new Promise(setImmediate);
          return all[kind](effect);
        },
      });
      return reconcile({ kind: "pull", number: pull }, { ...host, sink });
    });
    const ends = await Promise.all(together);
    expect(suggested()).toHaveLength(3);
    expect(ends.map(({ settled }) => settled).toSorted()).toEqual([false, true]);
    await reconcile({ kind: "pull", number: pull }, memoryHost(world));
    expect(suggested()).toHaveLength(3);
    expect(world.checks.size).toBe(1);
  });

  it("wait until a draft is ready", async () => {
    const { check, suggested, world, pull } = await reviewed(oneTypo, { draft: true });
    await check();
    expect(suggested()).toEqual([]);
    const one = world.pulls.get(pull);
    if (one) one.draft = false;
    await check();
    expect(suggested()).toHaveLength(1);
  });

  it("stay deleted when a person deleted them, and leave what others wrote", async () => {
    const { check, suggested, world, write } = await reviewed(oneTypo);
    await check();
    const [mine] = world.reviewComments.values();
    if (!mine) throw new Error("Unexpected pull request without a suggestion");
    world.reviewComments.clear();
    world.reviewComments.set(1, { ...mine, id: 1, author: { login: "mallory", bot: false } });
    await check();
    expect([...world.reviewComments.keys()]).toEqual([1]);
    write(failover);
    await check();
    expect(suggested()).toHaveLength(1);
  });

  it("are only made on lines that the diff shows, and not with Windows' line ends", async () => {
    const elsewhere = await reviewed(`${oneTypo}\nMore.\n`, { files: { "incidents/2025/INC-2025-001.md": oneTypo } });
    await elsewhere.check();
    expect(elsewhere.findings()).toContainEqual(expect.stringContaining("frontmatter-schema"));
    expect(elsewhere.suggested()).toEqual([]);
    const windows = await reviewed(oneTypo.replaceAll("\n", "\r\n"));
    await windows.check();
    expect(windows.suggested()).toEqual([]);
  });

  it("cost nothing but themselves where the server has no reviews", async () => {
    const { check, suggested, world, run } = await reviewed(oneTypo);
    world.lacks.add("reviews");
    await check();
    expect(suggested()).toEqual([]);
    expect(run().conclusion).toBe("failure");
    expect(run().summary).not.toContain("suggested change");
  });

  it("do not let a file's text out of their fence", async () => {
    const hostile = "Looked ```` x ``` @octo/team <!-- gitcident:key summary --> fixes #1";
    const text = manyTypos(1).replace("Looked", hostile);
    const { check, suggested } = await reviewed(text);
    await check();
    const line = text.split("\n").find((one) => one.includes(hostile)) ?? "";
    const [body = ""] = suggested().filter((one) => one.includes(hostile));
    expect(codes(body)).toMatchObject([{ lang: "suggestion", value: line.replace("T3:", "T03:") }]);
    expect(parseTree(body).children.map(({ type }) => type)).toEqual(["paragraph", "code", "html"]);
  });

  it("have a fence that no line of theirs closes", async () => {
    const { world, pull } = await reviewed(oneTypo);
    const observation = await observe(
      lookAtPull({ kind: "pull", number: pull }, clockOf(world)),
      memoryHost(world).source,
    );
    const text = "```\n@octo/team\n`````suggestion\nfixes #1\n`````\n~~~\n- x";
    const edit = { place: { line: 7, column: 1, endLine: 7, endColumn: 5 }, text };
    const finding = {
      rule: "x",
      severity: "error",
      path,
      place: edit.place,
      message: "Odd",
      fix: "Mend it.",
      edit,
    } as const;
    const [made, ...others] = suggestionsFor(observation as PullObservation, [finding]);
    expect(others).toEqual([]);
    expect(codes(made?.body ?? "")).toMatchObject([{ lang: "suggestion", value: `${text}rity: SEV-1` }]);
    expect(parseTree(made?.body ?? "").children.map(({ type }) => type)).toEqual(["paragraph", "code", "html"]);
  });

  it("are dropped where they were doubled, and made anew where GitHub calls them outdated", async () => {
    const { check, suggested, world, write } = await reviewed(manyTypos(2));
    await check();
    const [one, two] = [...world.reviewComments.values()];
    if (!one || !two) throw new Error("Unexpected pull request without suggestions");
    world.reviewComments.set(5000, { ...one, id: 5000 });
    await check();
    expect([...world.reviewComments.keys()]).toEqual([one.id, two.id]);
    world.reviewComments.set(two.id, { ...two, lines: "what the diff showed before" });
    write(`${manyTypos(2)}\nMore.\n`);
    await check();
    expect(suggested()).toHaveLength(2);
    expect([...world.reviewComments.keys()]).toEqual([one.id, expect.not.toBeOneOf([two.id])]);
  });

  it("repeat no secret: only the suggestion that masks it may touch its line", async () => {
    const token = ["ghp", "16C7e42F292c6912E7710c838347Ae178B4a"].join("_");
    const { check, suggested, findings } = await reviewed(manyTypos(1).replace("Looked", `Used ${token}`));
    await check();
    expect(findings().some((one) => one.startsWith("secrets "))).toBe(true);
    expect(findings().some((one) => one.startsWith("timeline-order "))).toBe(true);
    expect(suggested().join("\n")).not.toContain(token);
  });

  it("are the same after a crash anywhere, and none is doubled", async () => {
    const end = async (crashAt: number, phase: string): Promise<unknown> => {
      const stage = await reviewed(manyTypos(3));
      const { world, pull } = stage;
      await stage.check();
      stage.write(oneTypo);
      let seen = 0;
      const crash = (_: Effect, at: string): void => {
        if (at === phase && seen++ === crashAt) throw new Error("crash");
      };
      await reconcile({ kind: "pull", number: pull }, memoryHost(world, { crash })).catch(() => {});
      // The claim of who is no more runs out.
      pass(world, 61);
      await stage.check();
      const { conclusion, title, summary } = stage.run();
      return [stage.suggested(), conclusion, title, summary, seen];
    };
    const calm = (await end(99, "before")) as unknown[];
    expect(calm[0]).toHaveLength(1);
    const effects = Number(calm[4]);
    // Three are taken away, one is claimed and offered, one check is written.
    expect(effects).toBe(6);
    for (let nth = 0; nth < effects; nth++) {
      for (const phase of ["before", "after"]) {
        expect(((await end(nth, phase)) as unknown[]).slice(0, 4), `${phase} ${nth}`).toEqual(calm.slice(0, 4));
      }
    }
  });
});
