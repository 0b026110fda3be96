import type { IncidentReport } from "../model/incident-report.ts";
import { msOf } from "../model/time.ts";
import { saySeconds } from "./seconds.ts";

type Phase = { readonly name: string; readonly from: number; readonly to: number };

const names = [
  ["undetected", "started", "detected"],
  ["unanswered", "detected", "acknowledged"],
  ["being mitigated", "acknowledged", "mitigated"],
  ["being resolved", "mitigated", "resolved"],
] as const;

const colours = ["#8b5cf6", "#dc2626", "#ea7c0c", "#2f855a"] as const;
const [width, left, right] = [760, 10, 750];

interface Scale {
  readonly start: number;
  readonly end: number;
  readonly x: (ms: number) => number;
}

function scaleOf(report: IncidentReport): Scale {
  const times = [...Object.entries(report.times).filter(([name]) => name !== "due" && name !== "closed")];
  const all = [...times.map(([, at]) => at), report.asOf].flatMap((at) => (at === null ? [] : [msOf(at)]));
  const start = report.times.started === null ? Math.min(...all) : msOf(report.times.started);
  const end = Math.max(start + 60_000, ...all);
  const x = (ms: number): number => Math.round((left + ((ms - start) / (end - start)) * (right - left)) * 10) / 10;
  return { start, end, x };
}

function phasesOf(report: IncidentReport): readonly Phase[] {
  const { times, asOf } = report;
  return names.flatMap(([name, a, b], index) => {
    const from = times[a];
    const later = names.slice(index).map(([, , to]) => times[to]);
    const to = times[b] ?? (later.every((time) => time === null) ? asOf : null);
    return from !== null && to !== null && from < to ? [{ name, from: msOf(from), to: msOf(to) }] : [];
  });
}

/** Whether there is anything to show: a phase that has a length, or an entry with a time. */
export function hasPicture(report: IncidentReport): boolean {
  return (
    report.times.started !== null && (phasesOf(report).length > 0 || report.timeline.some(({ at }) => at !== null))
  );
}

/** The picture in words: for readers who don't see it, and for Markdown. */
export function timelineAlt(report: IncidentReport): string {
  const phases = phasesOf(report).map(({ name, from, to }) => `${name} ${saySeconds((to - from) / 1000)}`);
  return phases.length === 0 ? "Not enough times are recorded for a picture." : `Phases: ${phases.join(", ")}.`;
}

/**
 * The incident along its time as SVG: a band of its phases, an axis, and a numbered dot for each timeline entry inside it.
 * Colours are attributes for print, and classes for a page that has light and dark. No text of the record is in it.
 */
export function timelineSvg(report: IncidentReport): string {
  const { start, end, x } = scaleOf(report);
  const phases = phasesOf(report);
  const bands = phases.map(({ name, from, to }) => {
    const colour = names.findIndex(([known]) => known === name);
    return `<rect class="phase-${colour}" x="${x(from)}" y="64" width="${Math.max(1, round(x(to) - x(from)))}" height="16" fill="${colours[colour]}"/>`;
  });
  const ticks = ticksOf(start, end).map((ms) => {
    const at = x(ms);
    const anchor = at < 40 ? "start" : at > width - 40 ? "end" : "middle";
    return `<path class="axis" d="M${at} 84v6" stroke="#6b7280"/><text class="axis-text" x="${at}" y="104" text-anchor="${anchor}" font-size="12" fill="#4b5563">${new Date(
      ms,
    )
      .toISOString()
      .slice(end - start > 172_800_000 ? 5 : 11, 16)
      .replace("T", " ")}</text>`;
  });
  const legend = legendOf(phases);
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} 142" width="${width}" height="142" font-family="Libertinus Serif, system-ui, sans-serif">${dotsOf(report, start, end, x)}${bands.join("")}${ticks.join("")}${legend}</svg>`;
}

const round = (n: number): number => Math.round(n * 10) / 10;

/** Full steps of the clock inside the incident, at most eight. */
function ticksOf(start: number, end: number): readonly number[] {
  const steps = [1, 5, 10, 15, 30, 60, 120, 240, 360, 720, 1440, 2880, 7200, 14_400, 43_200].map((m) => m * 60_000);
  const step = steps.find((one) => (end - start) / one <= 8) ?? Math.ceil((end - start) / 8 / 86_400_000) * 86_400_000;
  const first = Math.ceil(start / step) * step;
  return Array.from({ length: Math.floor((end - first) / step) + 1 }, (_, index) => first + index * step);
}

/** Dots with the numbers of the timeline's rows; those that would lie on each other climb, up to three high. */
function dotsOf(report: IncidentReport, start: number, end: number, x: (ms: number) => number): string {
  const last = [-100, -100, -100];
  return report.timeline
    .slice(0, 99)
    .map((entry, index) => {
      const ms = entry.at === null ? Number.NaN : msOf(entry.at);
      if (!(ms >= start && ms <= end)) return "";
      const at = Math.min(Math.max(x(ms), left + 8), right - 8);
      const row = last.findIndex((taken) => at - taken >= 19);
      if (row === -1) return "";
      last[row] = at;
      const y = 50 - row * 20;
      return `<circle class="dot" cx="${at}" cy="${y}" r="8.5" fill="#374151"/><text class="dot-text" x="${at}" y="${y + 3.6}" text-anchor="middle" font-size="10" font-weight="bold" fill="#ffffff">${index + 1}</text>`;
    })
    .join("");
}

function legendOf(phases: readonly Phase[]): string {
  let at = left;
  return phases
    .map(({ name, from, to }) => {
      const colour = names.findIndex(([known]) => known === name);
      const text = `${name} ${saySeconds((to - from) / 1000)}`;
      const x = at;
      at += 44 + text.length * 7;
      return `<rect class="phase-${colour}" x="${round(x)}" y="122" width="12" height="12" rx="2" fill="${colours[colour]}"/><text class="axis-text" x="${round(x + 18)}" y="132.5" font-size="12.5" fill="#4b5563">${text}</text>`;
    })
    .join("");
}
