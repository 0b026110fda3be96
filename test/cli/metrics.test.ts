import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import formats from "ajv-formats";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { cli, type Ended } from "./cli.ts";

let root = "";

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "gitcident-metrics-"));
  mkdirSync(join(root, ".git"));
  write(".git/HEAD", "ref: refs/heads/main\n");
  incident("INC-2025-001", { started: "2025-01-15T02:30:00Z", resolved: "2025-01-15T04:45:00Z", services: "[api]" });
  incident("INC-2025-002", { started: "2025-02-01T10:00:00Z", resolved: "2025-02-01T11:00:00Z", services: "[api]" });
  incident("INC-2025-003", { started: "2025-02-03T10:00:00Z", kind: "drill" });
});
afterEach(() => {
  vi.useRealTimers();
  rmSync(root, { recursive: true, force: true });
});

function write(path: string, text: string | Uint8Array): void {
  mkdirSync(join(root, path, ".."), { recursive: true });
  writeFileSync(join(root, path), text);
}

function incident(id: string, fields: Readonly<Record<string, string>>): void {
  const lines = Object.entries({ id, severity: "sev1", status: "resolved", ...fields }).map(([k, v]) => `${k}: ${v}`);
  write(`incidents/2025/${id}.md`, `---\n${lines.join("\n")}\n---\n\n# ${id}\n`);
}

const metrics = (...args: readonly string[]): Promise<Ended> => cli(root, ["metrics", ...args]);

it("prints tables with their formulas", async () => {
  const { code, out, err } = await metrics("--period", "monthly");
  expect([code, err]).toEqual([0, ""]);
  expect(out).toMatch(
    /^# Metrics\n\n- Window: 2025-02, started from 2025-02-01T00:00:00Z, before 2025-03-01T00:00:00Z\n/,
  );
  expect(out).toContain("- Incidents: 1 counted of 3 files; 1 outside the window; left out: 1 drill\n");
  expect(out).toMatch(
    /\| Time to resolve +\| 1 +\| 1 h +\| 1 h +\| 1 h +\| 1 h +\| 1 h +\| 2 h 15 min \(n 1\) +\| none +\|/,
  );
  expect(out).toContain("- Time to resolve: resolved − started, over the incidents");
  expect(out).toMatch(/\| every number +\| drill +\| incidents\/2025\/INC-2025-003\.md +\| kind: drill +\|/);
});

it("prints JSON that fits the published schema, the same whatever the time is", async () => {
  vi.useFakeTimers({ now: Date.UTC(2025, 5, 1), toFake: ["Date"] });
  const { code, out } = await metrics("--json", "--by", "service");
  expect(code).toBe(0);
  const ajv = new Ajv2020({ strict: false, allErrors: true });
  formats.default(ajv);
  const validate = ajv.compile(JSON.parse(readFileSync("schema/metrics.json", "utf8")));
  expect(validate(JSON.parse(out)), JSON.stringify(validate.errors)).toBe(true);
  vi.setSystemTime(Date.UTC(2030, 0, 1));
  expect((await metrics("--json", "--by", "service")).out).toBe(out);
  // A present that is asked for is an input like any other.
  expect(JSON.parse((await metrics("--json", "--now", "2030-01-01T00:00:00Z")).out).asOf).toBe("2030-01-01T00:00:00Z");
  expect(JSON.parse(out).groups.rows).toMatchObject([{ name: "api", n: 2 }]);
});

it("writes JSON to a file of that name, once", async () => {
  const { code, out, err } = await metrics("--period", "yearly", "-o", "metrics.json");
  expect([code, out]).toEqual([0, ""]);
  expect(err).toContain("Wrote ");
  expect(JSON.parse(readFileSync(join(root, "metrics.json"), "utf8"))).toMatchObject({ period: "yearly", counted: 2 });
  expect((await metrics("-o", "metrics.json")).code).toBe(2);
});

it("a date is meant from its first moment, or to its last", async () => {
  const { out } = await metrics("--json", "--from", "2025-01-16", "--to", "2025-02-01");
  expect(JSON.parse(out)).toMatchObject({
    counted: 1,
    window: { from: "2025-01-16T00:00:00Z", to: "2025-02-02T00:00:00Z" },
  });
});

it.each([
  [["--from", "yesterday"], "Unexpected --from yesterday, expected a date such as 2025-01-15"],
  [["--from", "2025-02-01", "--to", "2025-01-01"], "expected a time after --from 2025-02-01T00:00:00Z"],
  [["--period", "daily"], "Allowed choices are weekly, monthly, quarterly, yearly"],
  [["-o", "numbers.csv"], "Unexpected ending .csv of --out, expected .json or .md"],
])("%j is a mistake of usage", async (args, says) => {
  const { code, out, err } = await metrics(...args);
  expect([code, out]).toEqual([2, ""]);
  expect(err).toContain(says);
});

it("adopts an archive that the config names, and says what it can't read", async () => {
  const paths = `paths: ["old/**/*.md", older/*.md], fields: { started: date, resolved: end }, severities: { down: sev1 }`;
  write(".github/gitcident.yml", `archives: [{ ${paths} }]\n`);
  write("old/2019/a.md", "---\ndate: 2019-01-01T00:00:00Z\nend: 2019-01-01T02:00:00Z\nseverity: down\n---\n");
  write("old/b.md", "---\ndate: 2019-01-02T8:00:00Z\n---\n");
  write("old/c.md", Uint8Array.of(0xff, 0xfe, 0x00));
  write("elsewhere/d.md", "---\ndate: 2019-01-01T00:00:00Z\n---\n");
  symlinkSync(join(root, "elsewhere"), join(root, "old/link"));
  const { code, out, err } = await metrics("--json", "--to", "2019-12-31");
  expect(code).toBe(0);
  expect(err).toBe("Note: no file fits `older/*.md` of `archives`: nothing of it is counted\n");
  const { files, counted, counts, excluded } = JSON.parse(out);
  expect([files, counted, counts.severity.sev1]).toEqual([6, 1, 1]);
  expect(excluded).toMatchObject([
    { reason: "drill" },
    { reason: "unreadable", n: 2, incidents: [{ path: "old/b.md" }, { path: "old/c.md" }] },
  ]);
});

it("names what is wrong with the config, and refuses a glob that leads out", async () => {
  write(".github/gitcident.yml", "archives: [{ fields: { startd: date } }]\n");
  expect((await metrics()).err).toContain("startd");
  write(".github/gitcident.yml", 'archives: [{ paths: ["old/*.md"], severities: { notice: sev5 } }]\n');
  expect((await metrics()).err).toContain("until then nothing of `archives` holds");
  write(".github/gitcident.yml", "availability: { target: high }\n");
  for (const verb of ["metrics", "maturity", "coverage", "search x"]) {
    const { code, err } = await cli(root, verb.split(" "));
    expect([verb, code]).toEqual([verb, 2]);
    expect(err).toContain("Note: .github/gitcident.yml:1: Unexpected value of `availability.target`");
  }
  write(".github/gitcident.yml", 'archives: [{ paths: ["../*.md"] }]\n');
  const { code, err } = await metrics();
  expect(code).toBe(2);
  expect(err).toContain("expected a glob from the repository's root");
});

it("text of a file is no command of a terminal or a runner", async () => {
  incident("INC-2025-004", { started: "2025-02-05T10:00:00Z", services: '["a\\eb", "x\\n##[error]y"]' });
  const { out } = await metrics();
  expect(out).not.toContain("\u001b");
  expect(out).not.toContain("##[error]");
});

it("of a repository without incidents are no numbers, and no failure", async () => {
  rmSync(join(root, "incidents"), { recursive: true });
  const { code, out } = await metrics();
  expect(code).toBe(0);
  expect(out).toContain("- Window: none, nothing is counted");
});
