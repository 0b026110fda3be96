import { safeInline } from "../../markdown/safe-text.ts";
import { alignedTable } from "../metrics/aligned-table.ts";
import type { Recommendation } from "../recommendations/recommendation.ts";
import { linkFrom } from "../table.ts";
import { counted } from "./criterion.ts";
import { type DimensionLevel, levelNames, type MaturityReport } from "./maturity.ts";

/** `maturity.md`: where the team stands, what shows it, and what to do next. `folder` is where the page stands. */
export function maturityPage(report: MaturityReport, folder: string): string {
  const { window, incidents, formula, dimensions, recommendations } = report;
  const seen = window ? `${window.from} to ${window.to}` : "nothing: no file records a time";
  const parts = [
    "# Maturity of incident response",
    `- Seen: ${seen}; ${counted(incidents, "incident")} counted\n- ${sentence(formula)}\n- What each level asks for: docs/maturity.md of Gitcident`,
    alignedTable(
      ["Dimension", "Level", "Target", "For the next level"],
      dimensions.map(({ name, level, target, raise }) => [
        name,
        `${level} ${levelNames[level]}`,
        `${target} ${levelNames[target]}${level >= target ? ", reached" : ""}`,
        raise.join(" ") || "–",
      ]),
    ),
    "## Recommendations",
    ...(recommendations.length === 0 ? ["None: the last year asks for nothing that these rules see."] : []),
    recommendations.map((one) => recommended(one, folder)).join("\n"),
    ...dimensions.flatMap((dimension) => [`## ${sentence(dimension.name)}`, checklist(dimension, folder)]),
  ];
  return `${parts.filter((part) => part !== "").join("\n\n")}\n`;
}

function recommended({ rule, does, because, evidence, minutes }: Recommendation, folder: string): string {
  const cost = minutes === null ? "" : `, ${counted(minutes, "minute")} of incidents`;
  return `- **${safeInline(does, { length: 300 })}**: ${safeInline(because)}${cost}${links(evidence, folder)} (${rule})`;
}

function checklist({ criteria }: DimensionLevel, folder: string): string {
  return criteria
    .map(
      ({ level, met, says, found, files }) =>
        `- ${met ? "✅" : "⬜"} Level ${level}: ${says}. Found: ${found}${links(files, folder)}`,
    )
    .join("\n");
}

function links(paths: readonly string[], folder: string): string {
  return paths.length === 0 ? "" : `; ${paths.map((path) => linkFrom(folder, path)).join(", ")}`;
}

const sentence = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
