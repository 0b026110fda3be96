import { expect, it } from "vitest";
import { compileTypst } from "../../src/host/typst.ts";
import { incidentReportTypst } from "../../src/reports/incident-report-typst.ts";
import { hostileReport, named } from "./hostile-report.ts";
import { failover, fileOf, reportOf } from "./report.ts";

const pdfOf = async (report: Parameters<typeof incidentReportTypst>[0]): Promise<Buffer> => {
  const { source, report: json } = incidentReportTypst(report);
  const result = await compileTypst({ source, inputs: { report: json } });
  if (result.kind !== "pdf") throw new Error(JSON.stringify(result));
  return Buffer.from(result.bytes);
};

it("gives the same tagged PDF twice, dated by the incident", async () => {
  const [one, two] = [await pdfOf(failover()), await pdfOf(failover())];
  expect(one.equals(two)).toBe(true);
  const text = one.toString("latin1");
  expect(text).toMatch(/^%PDF-1\.7/);
  expect(text).toContain("/MarkInfo");
  expect(text).toContain("/StructTreeRoot");
  expect(text).toMatch(/\/CreationDate \(D:20250115/);
  expect(text).toContain("<pdfuaid:part>1</pdfuaid:part>");
});

it("does not give the same PDF for another record", async () => {
  expect((await pdfOf(failover())).equals(await pdfOf({ ...failover(), title: "Another" }))).toBe(false);
});

it("prints a bare record", async () => {
  expect((await pdfOf(reportOf(fileOf("title: Bare")))).length).toBeGreaterThan(5000);
});

it.each(named)("takes nothing of a record for Typst: %s", async (_name, text) => {
  const report = hostileReport(text);
  expect(incidentReportTypst(report).source).toBe(incidentReportTypst(failover()).source);
  expect((await pdfOf(report)).subarray(0, 5).toString("latin1")).toBe("%PDF-");
});
