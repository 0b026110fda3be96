import { describe, expect, it } from "vitest";
import { readDocument } from "../../../src/markdown/document.ts";
import { readAdoptedTimeline } from "../../../src/markdown/timelines/adopted-timeline.ts";
import { adoptedTimelineSchema } from "../../../src/model/adopted-timeline.ts";

function read(body: string, mapping: object = {}, path = "2024-05-06-outage.md") {
  const result = readDocument(path, body);
  if (result.kind !== "ok") throw new Error("Unexpected unread text, expected a document");
  return readAdoptedTimeline(result.document, adoptedTimelineSchema.parse(mapping));
}
const times = (body: string, mapping?: object) => read(body, mapping).entries.map(({ at }) => at);
const problems = (body: string, mapping?: object) =>
  read(body, mapping).unread.map(({ line, problem }) => `${line}: ${problem}`);

describe("readAdoptedTimeline", () => {
  it("reads a table, with the zone of its header and the year of its column", () => {
    const body = [
      "## Timeline (all times PT)",
      "",
      "| Day | Date (2021) | Time (UTC) | Event |",
      "| --- | --- | --- | --- |",
      "| Sun | Oct 31 | 21:33 | Down |",
      "| Mon | Nov 1 | 7:05 | Up |",
    ].join("\n");
    expect(read(body).entries).toEqual([
      { at: "2021-10-31T21:33:00Z", local: "2021-10-31T21:33:00", approximate: false, text: "Down", line: 5 },
      { at: "2021-11-01T07:05:00Z", local: "2021-11-01T07:05:00", approximate: false, text: "Up", line: 6 },
    ]);
  });

  it("reads a list whose days are written once, past midnight too", () => {
    const body = "## Timeline\n\nAll times in CET.\n\n- 2024-03-30 23:50 Down\n- **00:10** - Found\n- ~1:30 Up";
    const { entries } = read(body, { zones: { CET: "Europe/Copenhagen" } });
    expect(entries.map(({ at, text }) => `${at} ${text}`)).toEqual([
      "2024-03-30T22:50:00Z Down",
      "2024-03-30T23:10:00Z Found",
      "2024-03-31T00:30:00Z Up",
    ]);
    expect(entries.map(({ approximate }) => approximate)).toEqual([false, false, true]);
  });

  it("reads headings as times, with dotted and 12-hour clocks", () => {
    const body = "## Timeline\n\n### Sep 27 2017 13.06\n\nDown\n\n- 14:00 in a list\n\n### 1:07 PM\n\n### 17:14pm - Up";
    expect(read(body, { zone: "-07:00" }).entries.map(({ at, text }) => [at, text])).toEqual([
      ["2017-09-27T20:06:00Z", ""],
      ["2017-09-27T20:07:00Z", ""],
      ["2017-09-28T00:14:00Z", "Up"],
    ]);
  });

  it("reads lines of text, and what day and month are where the config says so", () => {
    const body =
      "## Timeline (all times PST)\n\n_4/21/23_\n\n11:12 AM: Down,\nand more\n\n12:36 PM CST Saturday April 22nd: Up";
    const zones = { PST: "America/Los_Angeles", CST: "America/Chicago" };
    expect(times(body, { zones, dates: "mdy" })).toEqual(["2023-04-21T18:12:00Z", "2023-04-22T17:36:00Z"]);
    expect(times(body, { zones })).toEqual([]);
  });

  it.each([
    ["2024-05-06T10:00:00+02:00", "2024-05-06T08:00:00Z"],
    ["2024-05-06T10:00-07:00", "2024-05-06T17:00:00Z"],
    ["2024-05-06 10:00 GMT+2", "2024-05-06T08:00:00Z"],
    ["19. April 2024, 11:00 UTC", "2024-04-19T11:00:00Z"],
    ["February 15, 2024: 7:56am UTC", "2024-02-15T07:56:00Z"],
    ["2024-05-06 12:05 am UTC", "2024-05-06T00:05:00Z"],
    ["May 6th, 2024 7 pm UTC", "2024-05-06T19:00:00Z"],
  ])("reads %s", (written, at) => {
    expect(times(`## Timeline\n\n### ${written} - Down`)).toEqual([at]);
  });

  it.each([
    ["10:00", "a time without a day"],
    ["May 6, 10:00", "a day without a year"],
    ["2024-05-06", "a day without a time"],
    ["2024-05-06 10:00-11:00", "a stretch of time"],
    ["2024-05-06 09:00 - 11:00", "a stretch of time"],
    ["2024-05-06 10:45~", "a time that is not sure"],
    ["2024-05-06 14:??", "a day without a time"],
    ["2024-02-30 10:00", "a day that does not exist"],
    ["2024-05-06 25:00", "a time that no clock shows"],
    ["2024-05-06 13:00 AM", "a time that no clock shows"],
    ["20202-01-16 12:00", "no time at its start"],
    ["04/05/2023 10:00", "a day that `dates: mdy` or `dates: dmy` would explain"],
  ])("names %s with its line instead of guessing", (written, why) => {
    const body = `## Timeline\n\n- ${written}`;
    expect(problems(body, { zone: "UTC" })).toEqual([`3: Unexpected ${written}: ${why}, expected a day and a time`]);
  });

  it("guesses no zone", () => {
    expect(problems("## Timeline\n\n- 2024-05-06 10:00 Down")).toEqual([
      "3: Unexpected time without a zone, expected one in the file or as `zone` in the config",
    ]);
    expect(problems("## Timeline\n\nAll times in UC/Pacific\n\n- 2024-05-06 10:00 Down", { zone: "UTC" })).toEqual([
      "5: Unexpected zone UC/Pacific, expected UTC, an offset or a name that `zones` explains",
    ]);
    expect(problems("## Timeline\n\n- 2024-05-06 10:00 PST Down", { zone: "UTC" })).toEqual([
      "3: Unexpected zone PST, expected UTC, an offset or a name that `zones` explains",
    ]);
    expect(problems("## Timeline\n\n- 2024-03-31 02:30 Down", { zone: "Europe/Berlin" })).toEqual([
      "3: Unexpected time that clocks in Europe/Berlin leave out, expected one that they show",
    ]);
  });

  it("takes the first day from the heading, and from the file's name where the config says so", () => {
    expect(times("## Timeline - May 29, 2021\n\n- 16:37 UTC - Down")).toEqual(["2021-05-29T16:37:00Z"]);
    expect(times("## Timeline\n\n- 16:37 UTC - Down", { day: "path" })).toEqual(["2024-05-06T16:37:00Z"]);
  });

  it("says where there is no timeline, and where it is empty", () => {
    expect(problems("# Down")).toEqual(["1: Unexpected file without a timeline, expected a heading Timeline"]);
    expect(problems("# Down\n\n## Timeline\n\nSoon.", { forms: ["table", "list"] })).toEqual([
      "3: Unexpected section without entries, expected a table or list with times",
    ]);
  });
});
