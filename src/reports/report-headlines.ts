import type { IncidentReport } from "../model/incident-report.ts";
import { groupDigits } from "./amount.ts";
import { saySeconds } from "./seconds.ts";

/** A number that a reader takes home, and what it is made of. */
export interface Headline {
  readonly name: string;
  readonly value: string;
  readonly note: string;
}

/** The numbers at the top of a report. What is not recorded is a dash with its reason, never a zero. */
export function headlinesOf(report: IncidentReport): readonly Headline[] {
  const { duration, severity, impact, metrics, items } = report;
  const acknowledge = metrics.incident.find(({ name }) => name === "Time to acknowledge");
  const customers = severity.criteria.find(({ name }) => name === "Customer impact");
  const affected = /^(\S{1,20}) of customers/.exec(customers?.evidence ?? "")?.[1];
  const plainCustomers = /^customers affected: (.{1,24})$/.exec(customers?.evidence ?? "")?.[1];
  const done = items.filter(({ status }) => status === "done").length;
  const late = items.filter(({ status }) => status === "overdue").length;
  const { revenue } = impact;
  return [
    {
      name: duration.name,
      value: duration.seconds === null ? "–" : saySeconds(duration.seconds),
      note: duration.problem ?? duration.formula,
    },
    {
      name: "Time to acknowledge",
      value: acknowledge?.seconds == null ? "–" : saySeconds(acknowledge.seconds),
      note: acknowledge?.problem ?? acknowledge?.formula ?? "",
    },
    {
      name: "Customers affected",
      value: affected ?? plainCustomers ?? "–",
      note: affected || plainCustomers ? "as recorded" : "not recorded",
    },
    {
      name: "Revenue lost",
      value: revenue ? `${groupDigits(revenue.loss)}${revenue.currency === "" ? "" : ` ${revenue.currency}`}` : "–",
      note: revenue
        ? `estimate: ${groupDigits(revenue.perHour)}/h × ${revenue.hours} h`
        : "no revenue per hour recorded",
    },
    {
      name: "Action items done",
      value: items.length === 0 ? "–" : `${done} of ${items.length}`,
      note: items.length === 0 ? "none recorded" : late > 0 ? `${late} overdue` : "none overdue",
    },
  ];
}
