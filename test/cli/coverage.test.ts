import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { cli } from "./cli.ts";

let root = "";
const save = (path: string, text: string): void => {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
};
const rule = (name: string, link = ""): string =>
  `  - alert: ${name}\n${link && `    annotations: { runbook_url: ${link} }\n`}`;
const rules = (...all: readonly string[]): string => `groups:\n- name: a\n  rules:\n${all.join("")}`;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "gitcident-coverage-"));
  mkdirSync(join(root, ".git"));
  writeFileSync(join(root, ".git/HEAD"), "ref: refs/heads/main\n");
  save("runbooks/down.md", "---\nlast_verified: 2026-01-01\nreview_every: 90d\n---\n# Down\n");
  save(
    "ops/rules/a.yaml",
    rules(rule("Down", "../../runbooks/down.md"), rule("Slow"), rule("Gone", "runbooks/gone.md")),
  );
  save("node_modules/x/rules.yaml", rules(rule("Theirs")));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

it("prints the shape that the documentation promises", async () => {
  const { code, out } = await cli(root, ["coverage", "--alerts", "ops", "--json", "--now", "2026-09-01T00:00:00Z"]);
  const report = JSON.parse(out);
  expect(code).toBe(0);
  expect(report.alerts).toMatchObject({ total: 3, linked: 2, covered: 1 });
  expect(report.alerts.broken.map((one: { name: string }) => one.name)).toEqual(["Gone"]);
  expect(report.alerts.unlinked.map((one: { name: string; line: number }) => [one.name, one.line])).toEqual([
    ["Slow", 6],
  ]);
  expect(report.rules).toBe(3);
  expect(report.runbooks).toMatchObject({ total: 1, orphans: [], stale: [{ due: "2026-04-01" }] });
  expect(report.runbooks.incomplete.length).toBe(1);
  for (const key of ["incidents", "services", "unreadable"]) expect(report).toHaveProperty(key);
});

it("finds a link into this very repository broken where the App does, and can't follow it where nobody knows the origin", async () => {
  const link = "https://github.com/octo/shop/blob/main/runbooks/gone.md";
  save("ops/rules/a.yaml", rules(rule("Gone", link), rule("Theirs", link.replace("shop", "other"))));
  const alerts = async () => {
    const { out } = await cli(root, ["coverage", "--alerts", "ops", "--json"]);
    const names = (list: readonly { name: string }[]): readonly string[] => list.map(({ name }) => name);
    const { broken, elsewhere } = JSON.parse(out).alerts;
    return [names(broken), names(elsewhere)];
  };
  expect(await alerts()).toEqual([[], ["Gone", "Theirs"]]);
  save(".git/config", '[remote "origin"]\n\turl = git@github.com:octo/shop.git\n');
  expect(await alerts()).toEqual([["Gone"], ["Theirs"]]);
});

it("--now decides what is stale", async () => {
  const { out } = await cli(root, ["coverage", "--alerts", "ops", "--json", "--now", "2026-02-01T00:00:00Z"]);
  expect(JSON.parse(out).runbooks.stale).toEqual([]);
});

it.each([
  ["33", 0],
  ["33.4", 1],
  ["80", 1],
  ["101", 2],
  ["much", 2],
])("--min %s ends with %i", async (min, code) => {
  expect((await cli(root, ["coverage", "--alerts", "ops/**/*.yaml", "--min", min])).code).toBe(code);
});

it("takes a folder whose name has a dot for one, and no folder that is not there", async () => {
  save("ops/rules.d/b.yaml", rules(rule("Other")));
  const { out } = await cli(root, ["coverage", "--alerts", "ops/rules.d", "--json"]);
  expect(JSON.parse(out).alerts.unlinked).toMatchObject([{ name: "Other", path: "ops/rules.d/b.yaml" }]);
  const { code, err } = await cli(root, ["coverage", "--alerts", "ops", "--runbooks", "runbook"]);
  expect([code, err]).toEqual([2, "Unexpected --runbooks runbook, expected an existing folder\n"]);
});

it("compares --min with the numbers, not with what is shown of them", async () => {
  const many = Array.from({ length: 100 }, (_, at) => rule(`A${at}`, at < 29 ? "/runbooks/down.md" : ""));
  save("ops/rules/a.yaml", rules(...many));
  expect((await cli(root, ["coverage", "--alerts", "ops", "--min", "29"])).code).toBe(0);
  expect((await cli(root, ["coverage", "--alerts", "ops", "--min", "29.0001"])).code).toBe(1);
});

it("tells of a key of the config that nobody knows, in which alerts may be lost", async () => {
  save(".github/gitcident.yml", "alert:\n  - paths: ['**/*.yaml']\n");
  const { code, err } = await cli(root, ["coverage"]);
  expect(code).toBe(0);
  expect(err).toMatch(/gitcident\.yml:1: Unexpected key `alert`.*alerts/);
});

it("takes the config's alerts, without what npm installed", async () => {
  save(".github/gitcident.yml", "alerts:\n  - paths: ['**/*.yaml']\n");
  const { out } = await cli(root, ["coverage", "--json"]);
  expect(JSON.parse(out).alerts.total).toBe(3);
});

it("names an unreadable file with its line, and fails --min 100 for it", async () => {
  save("ops/rules/a.yaml", rules(rule("Down", "/runbooks/down.md")));
  expect((await cli(root, ["coverage", "--alerts", "ops", "--min", "100"])).code).toBe(0);
  save("ops/rules/helm.yaml", "groups:\n{{- if .Values.on }}\n");
  const { code, out } = await cli(root, ["coverage", "--alerts", "ops", "--min", "100"]);
  expect(code).toBe(1);
  expect(out).toContain("ops/rules/helm.yaml:2  Unexpected template");
});

it("reads nothing outside, not even over a link", async () => {
  symlinkSync("/etc", join(root, "ops/etc"));
  expect((await cli(root, ["coverage", "--alerts", "ops/etc"])).code).toBe(2);
  expect((await cli(root, ["coverage", "--alerts", "../x"])).code).toBe(2);
});
