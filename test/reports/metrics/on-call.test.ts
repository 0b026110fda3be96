import { expect, it } from "vitest";
import { readConfig } from "../../../src/model/config.ts";
import { metricsOf } from "../../../src/reports/metrics/metrics.ts";
import { incidentFact } from "../../../src/reports/metrics/read-facts.ts";

const config = readConfig({
  onCall: { zone: "Europe/Berlin", handover: "09:00", people: { "@Bob": { zone: "America/New_York" } } },
});

function file(path: string, detected: string, fields: Readonly<Record<string, string>>) {
  const lines = Object.entries({ severity: "sev2", status: "closed", started: detected, detected, ...fields });
  const text = `---\n${lines.map(([name, value]) => `${name}: ${value}`).join("\n")}\n---\n`;
  return incidentFact({ path, text }, config);
}

const both = { responders: '["@alice", "@bob", "@octo/db"]', roles: '{ commander: "@Alice" }' };
const files = [
  // Monday: 20:00 in Berlin, 14:00 in New York.
  file("mon", "2025-03-03T19:00:00Z", { ...both, alerts: "[Slow, Errors]" }),
  // Tuesday, 08:59 in Berlin: still Monday's shift by the day, before anybody works in New York.
  file("tue", "2025-03-04T07:59:00Z", { ...both, alerts: "[slow]" }),
  // Saturday, 00:30 in Berlin; Friday evening in New York.
  file("sat", "2025-03-07T23:30:00Z", both),
  file("nobody", "2025-03-05T10:00:00Z", { alerts: "[Slow]" }),
  file("noise", "2025-03-05T11:00:00Z", { status: "cancelled", alerts: "[Errors]" }),
  file("again", "2025-03-05T12:00:00Z", { status: "duplicate", alerts: "[Slow]" }),
  file("drill", "2025-03-05T13:00:00Z", { kind: "drill", alerts: "[Slow]" }),
];
const { onCall } = metricsOf(files, {}, config);

it("counts pages by responder, after hours and at weekends by each one's own clock", () => {
  const load = onCall.responders.map((one) => [
    one.name,
    one.zone,
    one.incidents,
    one.pages,
    one.share,
    one.working,
    one.afterHours,
    one.weekend,
    one.streak,
  ]);
  expect(load).toEqual([
    ["Alice", "Europe/Berlin", 3, 4, 0.5, 0, 3, 1, 2],
    ["bob", "America/New_York", 3, 4, 0.5, 2, 2, 0, 2],
  ]);
  expect(onCall).toMatchObject({ incidents: 3, pages: 8, afterHours: 5, weekend: 1, previous: null });
  expect(onCall.excluded).toMatchObject([{ reason: "not recorded", incidents: [{ path: "nobody" }] }]);
});

it("counts pages and incidents by shift, from the handover in the team's zone", () => {
  expect(onCall.shift.list).toEqual([{ from: "2025-03-03T08:00:00Z", incidents: 4, pages: 5 }]);
  const daily = readConfig({ onCall: { ...config.onCall, shift: "daily" } });
  const { shift, responders } = metricsOf(files, {}, daily).onCall;
  expect(shift.list.map(({ from, incidents, pages }) => [from, incidents, pages])).toEqual([
    ["2025-03-03T08:00:00Z", 2, 3],
    ["2025-03-04T08:00:00Z", 0, 0],
    ["2025-03-05T08:00:00Z", 1, 1],
    ["2025-03-06T08:00:00Z", 0, 0],
    ["2025-03-07T08:00:00Z", 1, 1],
  ]);
  expect(shift.pages).toMatchObject({ n: 5, mean: 1, max: 3, min: 0 });
  expect(responders[0]).toMatchObject({ shifts: 2, most: 3 });
});

it("a shift begins when the clocks show the handover, before and after they are set", () => {
  const daily = readConfig({ onCall: { zone: "Europe/Berlin", shift: "daily", handover: "02:30" } });
  const some = [file("a", "2025-03-29T12:00:00Z", both), file("b", "2025-03-31T12:00:00Z", both)];
  const starts = metricsOf(some, {}, daily).onCall.shift.list.map(({ from }) => from);
  // 02:30 is skipped on the 30th: the clocks show 03:30 then.
  expect(starts.slice(0, 3)).toEqual(["2025-03-29T01:30:00Z", "2025-03-30T01:30:00Z", "2025-03-31T00:30:00Z"]);
});

it("alerts are true where their incident counts, and refire within 24 hours", () => {
  const { alerts } = onCall;
  expect([alerts.n, alerts.previous]).toEqual([6, null]);
  const { truePositives, refires } = alerts;
  expect([truePositives.n, truePositives.with, truePositives.share]).toEqual([5, 4, 0.8]);
  expect(truePositives.excluded.map(({ reason, incidents }) => [reason, incidents.map(({ path }) => path)])).toEqual([
    ["duplicate", ["again"]],
    ["not recorded", ["sat"]],
  ]);
  // Slow on Tuesday morning after Monday evening, and the duplicate two hours after the one of nobody.
  expect([refires.n, refires.with, refires.share]).toEqual([6, 2, 0.3333]);
  expect(alerts.byAlert).toEqual([
    { name: "Slow", n: 4, truePositives: 3, refires: 2 },
    { name: "Errors", n: 2, truePositives: 1, refires: 0 },
  ]);
});

it("those who have no hours or holidays of their own have the team's", () => {
  const people = { bob: { hours: { mon: ["00:00-24:00"] } } };
  const late = readConfig({ onCall: { hours: { mon: ["18:00-20:00"] }, holidays: ["2025-03-03"], people } });
  const monday = (some: typeof late) => {
    const { responders } = metricsOf(files.slice(0, 1), {}, some).onCall;
    return responders.map(({ name, working, afterHours }) => [name, working, afterHours]);
  };
  expect(monday(late)).toEqual([
    ["Alice", 0, 2],
    ["bob", 0, 2],
  ]);
  const open = readConfig({ onCall: { ...late.onCall, holidays: [], people: { bob: { hours: { mon: [] } } } } });
  expect(monday(open)).toEqual([
    ["Alice", 2, 0],
    ["bob", 0, 0],
  ]);
});

it("of no record are null, and the previous period is told", () => {
  const none = metricsOf([], {}, config).onCall;
  expect(none.alerts).toMatchObject({ n: 0, perShift: { n: 0, mean: null }, truePositives: { n: 0, share: null } });
  const week = metricsOf([...files, file("before", "2025-02-26T10:00:00Z", both)], { period: "weekly" }, config).onCall;
  expect(week.previous).toEqual({ incidents: 1, pages: 2, afterHours: 1, weekend: 0 });
  expect(week.responders[0]?.previous).toEqual({ incidents: 1, pages: 1 });
});
