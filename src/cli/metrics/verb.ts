import { groupings, periods } from "../../model/metrics-words.ts";
import { cacheOptions } from "../cache-folder.ts";
import { outOptions } from "../report/verbs.ts";
import { commonOptions, jsonOption, type Verb } from "../verb.ts";

/** The verb that computes the numbers of all incidents. */
export const metricsVerb: Verb = {
  name: "metrics",
  says: "compute the numbers of all incidents: times, counts, time between failures, each with its formula",
  options: [
    ...commonOptions,
    ...outOptions,
    jsonOption,
    ...cacheOptions,
    {
      flags: "--period <period>",
      says: "the calendar period (UTC) of the latest incident beside the one before; default: everything",
      choices: periods,
    },
    { flags: "--from <time>", says: "incidents that started then or later: a date, or a time with a zone" },
    { flags: "--to <time>", says: "incidents that started before: a date (its last moment), or a time with a zone" },
    { flags: "--by <what>", says: "the times of each service, severity or type by itself", choices: groupings },
  ],
  examples: [
    ["metrics", "everything, as tables"],
    ["metrics --period monthly -o metrics.json", "the latest month, as JSON"],
    ["metrics --from 2025-01-01 --to 2025-06-30 --by severity", "half a year, by severity"],
  ],
  load: async () => (await import("./run.ts")).runMetrics,
};
