import { existsSync, readdirSync, readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { readAlerts } from "../../src/alerts/read-alerts.ts";
import { readConfig } from "../../src/model/config.ts";
import { fitsAnyGlob } from "../../src/model/glob.ts";
import { reviewOn } from "../../src/model/review-dates.ts";
import { alertCoverage } from "../../src/reports/alert-coverage.ts";
import { readRunbook } from "../../src/reports/runbooks.ts";

const corpus = new URL("../../../shared/corpus/", import.meta.url);
const absent = !existsSync(corpus);
if (absent) process.stdout.write("Skipped: there is no ../shared/corpus, the published numbers are not compared\n");

interface File {
  readonly path: string;
  readonly text: string;
}

function filesOf(folder: string, ending: RegExp): readonly File[] {
  return readdirSync(new URL(folder, corpus), { recursive: true, encoding: "utf8" })
    .filter((path) => ending.test(path))
    .map((path) => ({ path: `${folder}${path}`, text: readFileSync(new URL(`${folder}${path}`, corpus), "utf8") }));
}

const expectedOf = (name: string) => JSON.parse(readFileSync(new URL(`expected/${name}.json`, corpus), "utf8"));

/** What the published numbers count, counted by us. */
function count(alertFiles: readonly File[], runbookFiles: readonly File[], base: Readonly<Record<string, string>>) {
  const reads = alertFiles.map(readAlerts);
  const alerts = reads.flatMap((read) => read.alerts);
  const runbooks = runbookFiles.map(({ path, text }) => readRunbook(path, text).runbook);
  const coverage = alertCoverage(alerts, runbooks, () => ({ base }));
  const resolves = coverage.alerts.filter(({ rules }) => rules.every(({ link }) => link === "resolves"));
  const broken = coverage.alerts.filter(({ rules }) => rules.some(({ link }) => link === "broken"));
  const orphans = coverage.units.filter(({ path }) => !coverage.used.has(path));
  return {
    rules: alerts.length,
    distinct_alerts: coverage.alerts.length,
    with_link: coverage.alerts.filter(({ linked }) => linked).length,
    link_resolves: resolves.length,
    no_link: coverage.alerts.filter(({ linked }) => !linked).map(({ name }) => name),
    broken_links: Object.fromEntries(broken.map(({ name, rules }) => [name, rules[0]?.alert.runbook?.text])),
    templated: coverage.alerts.filter(({ rules }) => rules.some(({ link }) => link === "templated")),
    runbooks: coverage.units.length,
    runbooks_unreferenced: orphans.length,
    unreferenced: orphans.map(({ path }) => path.replace(/^.*\/content\/runbooks\//, "")),
    bad_yaml: reads.flatMap(({ unreadable }) => unreadable),
  };
}

const { runbook } = readConfig({});
const isRunbook = ({ path }: File): boolean => !fitsAnyGlob(path, runbook.ignore);

it.skipIf(absent)(
  "kube-prometheus × prometheus-operator: the published numbers, with and without a configured base",
  () => {
    const alerts = filesOf("alerts/kube-prometheus/", /\.ya?ml$/);
    const runbooks = filesOf("runbooks/prometheus-operator/files/content/runbooks/", /\.md$/).filter(isRunbook);
    const base = { "https://runbooks.prometheus-operator.dev/": "runbooks/prometheus-operator/files/content/" };
    expect(count(alerts, runbooks, base)).toEqual(expectedOf("coverage.kube-prometheus"));
    expect(count(alerts, runbooks, {})).toEqual(expectedOf("coverage.kube-prometheus"));
  },
);

it.skipIf(absent)("the kubernetes mixin by anchors: the published numbers", () => {
  const alerts = filesOf("alerts/monitoring-mixins-kubernetes/files/assets/kubernetes/", /alerts\.ya?ml$/);
  const runbooks = filesOf("runbooks/kubernetes-mixin/files/", /\.md$/);
  const base = {
    "https://github.com/kubernetes-monitoring/kubernetes-mixin/tree/master/": "runbooks/kubernetes-mixin/files/",
  };
  expect(count(alerts, runbooks, base)).toEqual(expectedOf("coverage.kubernetes-mixin-anchors"));
  expect(count(alerts, runbooks, {})).toEqual(expectedOf("coverage.kubernetes-mixin-anchors"));
});

it.skipIf(absent)("moj-modernisation-platform on 2026-09-01: the published staleness, by mapped fields", () => {
  const expected = expectedOf("staleness.moj-modernisation-platform");
  const config = readConfig({
    runbook: { fields: { last_verified: ["last_reviewed_on"], review_every: ["review_in"] } },
  });
  const folder = "runbooks/moj-modernisation-platform/files/";
  const read = filesOf(folder, /\.md\.erb$/).map(({ path, text }) => {
    const { runbook: one } = readRunbook(path, text, config);
    const review = reviewOn(one, expected.reference_date);
    return { path: path.slice(folder.length), review, review_in: one.review_every };
  });
  const dated = read.flatMap(({ path, review, review_in }) =>
    "due" in review
      ? [[path, { last: review.last, review_in, due: review.due, overdue: review.kind === "stale" }] as const]
      : [],
  );
  expect(Object.fromEntries(dated)).toEqual(expected.files);
  expect([dated.length, dated.filter(([, { overdue }]) => overdue).length]).toEqual([
    expected.with_dates,
    expected.overdue,
  ]);
  expect(read.filter(({ review }) => review.kind === "never").map(({ path }) => path)).toEqual(expected.missing);
  expect(read.filter(({ review }) => review.kind === "unread" || review.kind === "open")).toEqual(expected.bad_date);
});

it.skipIf(absent)("awesome-prometheus-alerts: 954 rules, and the template that is no YAML is named", () => {
  const reads = filesOf("alerts/awesome-prometheus-alerts/", /\.ya?ml$/).map(readAlerts);
  expect(reads.flatMap(({ alerts }) => alerts).length).toBe(954);
  expect(reads.flatMap(({ unreadable }) => unreadable)).toEqual([
    {
      path: "alerts/awesome-prometheus-alerts/files/dist/template.yml",
      line: 2,
      reason: expect.stringMatching(/^Unexpected template/),
    },
  ]);
});
