import { percent } from "./share.ts";

export interface BadgeNumbers {
  readonly share: number | null;
  /** Files whose alerts nobody knows. */
  readonly unknown: number;
}

const colours = [
  [0.9, "brightgreen", "#4c1"],
  [0.75, "green", "#97ca00"],
  [0.5, "yellow", "#dfb317"],
  [0.25, "orange", "#fe7d37"],
  [0, "red", "#e05d44"],
] as const;

const label = "runbook coverage";

/** A badge as shields.io's endpoint takes it: https://shields.io/badges/endpoint-badge */
export function badgeJson(numbers: BadgeNumbers): string {
  const color = colourOf(numbers)?.[1] ?? "lightgrey";
  return `${JSON.stringify({ schemaVersion: 1, label, message: messageOf(numbers), color }, null, 2)}\n`;
}

/** The same as a picture of its own, for pages that may not load any from elsewhere. */
export function badgeSvg(numbers: BadgeNumbers): string {
  const message = messageOf(numbers);
  const fill = colourOf(numbers)?.[2] ?? "#9f9f9f";
  const [left, right] = [widthOf(label), widthOf(message)];
  const width = left + right;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="20" role="img" aria-label="${label}: ${message}">
  <title>${label}: ${message}</title>
  <rect width="${left}" height="20" fill="#555"/>
  <rect x="${left}" width="${right}" height="20" fill="${fill}"/>
  <g fill="#fff" text-anchor="middle" font-family="Verdana,DejaVu Sans,sans-serif" font-size="11">
    <text x="${left / 2}" y="14">${label}</text>
    <text x="${left + right / 2}" y="14">${message}</text>
  </g>
</svg>
`;
}

function messageOf({ share, unknown }: BadgeNumbers): string {
  if (share === null) return "nothing to count";
  const rest = unknown > 0 ? `, ${unknown} unreadable` : "";
  return `${percent({ share })}${rest}`;
}

function colourOf({ share }: BadgeNumbers): (typeof colours)[number] | undefined {
  return share === null ? undefined : colours.find(([least]) => share >= least);
}

/** Pixels of a text in 11 px Verdana, 6.6 a letter on average, with 5 on each side. */
const widthOf = (text: string): number => Math.round(text.length * 6.6) + 10;
