import { afterEach, describe, expect, it } from "vitest";
import type { Effect } from "../../src/model/effect.ts";
import { fileStart } from "../../src/model/finding.ts";
import { type Asked, type Script, scripted } from "./scripted.ts";

let close: () => void = () => {};
afterEach(() => close());
async function open(script: Script): ReturnType<typeof scripted> {
  const stage = await scripted(script);
  close = stage.close;
  return stage;
}
describe("check runs", () => {
  const findings = Array.from({ length: 120 }, (_, index) => ({
    rule: "r",
    severity: "error" as const,
    path: "a.md",
    place: { ...fileStart, line: index + 1, endLine: index + 1 },
    message: "m",
    fix: "f",
  }));
  const check: Effect<"check"> = {
    kind: "check",
    sha: "c".repeat(40),
    name: "gitcident / post-mortem",
    id: null,
    conclusion: "failure",
    title: "t",
    summary: "s",
    findings,
  };
  const shown = (count: number): object[] =>
    Array.from({ length: count }, (_, index) => ({ path: "a.md", start_line: index + 1, message: "m\nf" }));
  const written = (asked: readonly Asked[]): unknown[] =>
    asked
      .filter((one) => one.method !== "GET")
      .map(({ method, path, body }) => [
        `${method} ${path}`,
        body.output.annotations.length,
        body.status,
        body.conclusion,
      ]);

  it("sends 50 annotations a request and the conclusion with the last", async () => {
    const { host, asked } = await open(() => ({ id: 7 }));
    expect(await host.sink.check(check)).toEqual({ done: true, id: 7 });
    expect(written(asked)).toEqual([
      ["POST /check-runs", 50, "in_progress", undefined],
      ["PATCH /check-runs/7", 50, "in_progress", undefined],
      ["PATCH /check-runs/7", 20, "completed", "failure"],
    ]);
  });

  it("goes on where a crash left it", async () => {
    const { host, asked } = await open((one) => (one.method === "GET" ? shown(50) : { id: 7 }));
    await host.sink.check({ ...check, id: 7 });
    expect(written(asked)).toEqual([
      ["PATCH /check-runs/7", 50, "in_progress", undefined],
      ["PATCH /check-runs/7", 20, "completed", "failure"],
    ]);
  });

  it("starts a new run where the old one shows what no longer holds", async () => {
    const { host, asked } = await open((one) => (one.method === "GET" ? shown(3) : { id: 8 }));
    const fewer = { ...check, id: 7, findings: findings.slice(1, 3) };
    expect(await host.sink.check(fewer)).toEqual({ done: true, id: 8 });
    expect(written(asked)).toEqual([["POST /check-runs", 2, "completed", "failure"]]);
  });

  it("does without where the token may not write them, and says so once", async () => {
    const said = { status: 403, json: { message: "Resource not accessible by personal access token" } };
    const { host, asked, notes } = await open(() => said);
    expect(await host.sink.check(check)).toMatchObject({ done: false, lacks: "checks" });
    expect(await host.sink.check(check)).toMatchObject({ done: false, lacks: "checks" });
    expect(await host.source.check({ kind: "check", sha: check.sha, name: check.name })).toBeNull();
    expect(asked).toHaveLength(1);
    expect(notes).toHaveLength(1);
  });
});
