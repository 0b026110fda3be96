import { z } from "zod";
import { readDate } from "./time.ts";
import { weekdays } from "./weekdays.ts";

/** Hours of one day: `09:00-17:00`; they end on the same day, at `24:00` at the latest. */
const hours = z
  .string()
  .regex(/^(?:[01]\d|2[0-3]):[0-5]\d-(?:(?:[01]\d|2[0-3]):[0-5]\d|24:00)$/, {
    error: "expected hours such as 09:00-17:00",
  })
  .refine((said) => said.slice(0, 5) < said.slice(6), { error: "expected hours that end after they begin" });

export const zoneSchema = z
  .string()
  .refine(isZone, { error: "expected an IANA time zone such as Europe/Berlin" })
  .meta({ description: "IANA time zone, e.g. Europe/Berlin" });

const office = { mon: "09:00-17:00", tue: "09:00-17:00", wed: "09:00-17:00", thu: "09:00-17:00", fri: "09:00-17:00" };
export const officeHours = Object.fromEntries(Object.entries(office).map(([day, said]) => [day, [said]]));

/** The hours of a week; a day that is not named has none. */
export const weekSchema = z
  .partialRecord(z.enum(weekdays), z.array(hours))
  .meta({ description: "Hours by day of the week, sun … sat; a day that is not named has none" });

export const holidaysSchema = z
  .array(z.string().refine((date) => readDate(date) !== undefined, { error: "expected a date such as 2025-12-25" }))
  .meta({ description: "Days without hours, e.g. 2025-12-25" });

export type Week = z.infer<typeof weekSchema>;

/** Hours that are worked, in the time of a place. */
export interface WorkingHours {
  readonly zone: string;
  readonly hours: Week;
  readonly holidays: readonly string[];
}

function isZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat("en-US", { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
