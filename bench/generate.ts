/** A post-mortem as teams write them. */
export interface Generated {
  /** Below the root of a repository. */
  readonly path: string;
  readonly text: string;
}

/** Numbers from 0 to 1 that are the same for the same seed: mulberry32 (Tommy Ettinger, public domain). */
function randomOf(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** What a generated file is made with. */
interface Dice {
  readonly pick: <One>(of: readonly One[]) => One;
  readonly chance: (share: number) => boolean;
  readonly below: (limit: number) => number;
}

function diceOf(seed: number): Dice {
  const random = randomOf(seed);
  const below = (limit: number): number => Math.floor(random() * limit);
  return { pick: (of) => of[below(of.length)] as (typeof of)[number], chance: (share) => random() < share, below };
}

/** Each of them has a runbook. */
export const services = [
  "checkout",
  "payments",
  "search",
  "gateway",
  "identity",
  "ledger",
  "catalogue",
  "notifications",
];
const causes = [
  "a stale lock",
  "an exhausted connection pool",
  "an expired certificate",
  "a slow query",
  "a full disk",
];
const people = ["@alice", "@bob", "@carol", "@dave", "@octo/sre", "@octo/db"];
const seen = [
  "Alert fired: error rate above 5%",
  "Traffic moved to the standby region",
  "Rolled back release 2024.11.3 of `checkout-api`",
  "Connection pool at its limit of 400",
  "Error rate back below 0.1%",
  "Status page says [degraded](https://status.example.com/incidents/4711)",
  "Dashboards show the queue at 48,000 messages",
  "Replica promoted, writes succeed again",
  "Customers report failed payments",
  "Looked at `pg_stat_activity`: 312 sessions idle in transaction",
];
const sentences = [
  "The change had passed review and the canary, which takes one percent of the traffic and never saw the load.",
  "Retries of the clients multiplied the load, so that the service could not recover by itself.",
  "The alert fired after eleven minutes because its window was longer than the spike.",
  "Nobody on call had the permission to promote the replica, which cost another nine minutes.",
  "The runbook named a dashboard that had been deleted in the spring.",
  "Two teams looked at the same graph and drew **different** conclusions from it.",
  "A configuration value, `max_idle_seconds`, was read in milliseconds.",
  "What was known is written down in [the design note](https://wiki.example.com/design/pools).",
  "The cache was cold after the restart and took twenty minutes to fill.",
  "Writes were queued and none was lost; reads failed for 34% of the requests.",
];
/** What a post-mortem of a type answers beyond the others. */
const asked: Readonly<Record<string, readonly string[]>> = {
  security: ["What was exposed", "Duties to report", "Containment", "Eradication", "Recovery"],
  data: ["Extent of the damage", "Copies downstream", "Restoration", "Verification"],
};
const tasks = [
  "Alert on the age of the oldest message",
  "Give the people on call the right to promote a replica",
  "Cap the retries of the clients at three",
  "Read the unit of `max_idle_seconds` from its name",
  "Drill the failover every quarter",
  "Correct the runbook's dashboard",
];

/** `count` post-mortems of 3 to 6 KB, a few percent of them with a defect; the same for the same seed. */
export function* generate(count: number, seed = 1): Generator<Generated> {
  for (let index = 0; index < count; index += 1) yield one(index + 1, diceOf(seed * 1_000_003 + index));
}

function one(number: number, dice: Dice): Generated {
  const start = Date.UTC(2024, 0, 1) + number * 3_600_000 + dice.below(3600) * 1000;
  const year = new Date(start).getUTCFullYear();
  const id = `INC-${year}-${String(number).padStart(3, "0")}`;
  const text = defective(wholeOf(id, number, start, dice), dice);
  return { path: `incidents/${year}/${id}.md`, text };
}

const timeOf = (ms: number): string => `${new Date(ms).toISOString().slice(0, 19)}Z`;

function wholeOf(id: string, issue: number, start: number, dice: Dice): string {
  const at = (minutes: number): string => timeOf(start + minutes * 60_000);
  const [service, cause] = [dice.pick(services), dice.pick(causes)];
  const title = `${service} fails on ${cause}`;
  const prose = (count: number): string => {
    const words = Array.from({ length: count }, () => dice.pick(sentences)).join(" ");
    return words.replaceAll(/(.{80,110}?) /g, "$1\n");
  };
  const timeline = Array.from({ length: 15 }, (_, index) => {
    const minutes = index * 8 + dice.below(8);
    // The last says how it ended.
    return `- ${at(index === 14 ? 125 : minutes)} ${dice.pick(seen)} (${dice.pick(people)})`;
  });
  const items = Array.from({ length: 5 }, (_, index) => {
    const due = timeOf(start + (30 + index) * 86_400_000).slice(0, 10);
    const kind = dice.pick(["prevent", "detect", "mitigate", "process"]);
    const priority = dice.pick(["high", "medium", "low"]);
    const end = `due:${due} priority:${priority} type:${index === 0 ? "prevent" : kind} #${issue * 10 + index}`;
    return `- [${dice.chance(0.5) ? "x" : " "}] ${dice.pick(tasks)} ${dice.pick(people)} ${end}`;
  });
  const loss = dice.below(90_000);
  const kind = dice.chance(0.05) ? "drill" : "incident";
  const type = dice.pick(["availability", "performance", "data", "security"]);
  return `---
id: ${id}
title: ${title}
issue: ${issue}
kind: ${kind}
type: ${type}
severity: sev${1 + dice.below(4)}
status: ${dice.pick(["resolved", "closed"])}
services: [${service}, ${dice.pick(services)}]
started: ${at(0)}
detected: ${at(3)}
declared: ${at(5)}
acknowledged: ${at(7)}
mitigated: ${at(110)}
resolved: ${at(125)}
closed: ${at(4000)}
due: ${at(2880)}
review: ${at(86_400).slice(0, 10)}
roles: { commander: "${people[0]}", communications: "${people[1]}", scribe: "${people[2]}" }
responders: ["${people[0]}", "${people[3]}"]
impact: { customers: ${dice.below(100)}%, failed_transactions: ${loss}, revenue_loss: ${loss * 12} USD }
alerts: [ErrorRateHigh, LatencyHigh]
runbooks: [runbooks/${service}.md]
causes:
  - ${cause}
cursor: ${at(4001)}/c${2000 + issue}
---

# ${id}: ${title}

## Summary

${prose(4)}

## Timeline

${timeline.join("\n")}

## Root cause

### Technical cause

${prose(3)}

\`\`\`sql
select pid, state, now() - xact_start as age
from pg_stat_activity
where state = 'idle in transaction';
\`\`\`

### Process cause

${prose(2)}

### Five whys

1. Why did ${service} fail? Because of ${cause}.
2. Why was it not seen? The alert's window was too long.
3. Why was it too long? It was copied from another service.
4. Why was it copied? Nobody had said what a service of this kind needs.
5. Why had nobody said it? The checklist for new services ends before alerts.

## Impact

| What | How much | Note |
| --- | ---: | --- |
| Requests | ${loss} failed | ${dice.below(60)}% of all |
| Customers | ${dice.below(5000)} | counted by session |
| Revenue | ${loss * 12} USD | estimated |
| SLO | ${dice.below(40)}% of the month's budget | availability |

${prose(1)}
${(asked[type] ?? []).map((heading) => `\n### ${heading}\n\n${heading === "Duties to report" ? "None." : prose(1)}\n`).join("")}
## Resolution

${prose(2)}

## Action items

${items.join("\n")}

## Lessons learned

### What went well

- The standby was there
- Communication went out every half hour

### What could be improved

- ${dice.pick(sentences)}
- ${dice.pick(sentences)}

## References

- [Dashboard](https://grafana.example.com/d/abc123/${service})
- Channel #inc-${issue}
`;
}

const defects: readonly ((text: string) => string)[] = [
  (text) => text.replace(/due:\d{4}-\d\d-\d\d/, ""),
  (text) => text.replace(/^severity: .*$/m, "severity: major"),
  (text) => text.replace(/^resolved: (.*)Z$/m, "resolved: $1"),
  (text) => text.replace(/## Resolution\n\n[^#]*/, "## Resolution\n\nTODO\n\n"),
  (text) => text.replace("## Lessons learned", "## Thoughts"),
  (text) => text.replace(/^(- .*Z Alert[^\n]*)$/m, "- early in the morning"),
  (text) => text.replace(/ @\S+ due:/, " due:"),
];

function defective(text: string, dice: Dice): string {
  return dice.chance(0.04) ? dice.pick(defects)(text) : text;
}
