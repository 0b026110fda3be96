import type { TopLevelSpec } from "vega-lite";

/** A picture of numbers that stand in a table beside it. */
export interface Chart {
  /** The file's name without its ending. */
  readonly name: string;
  readonly title: string;
  /** What the picture shows, in words: for those who don't see it. */
  readonly description: string;
  /** Vega-Lite, without colours of text and lines: those are the theme's. */
  readonly spec: TopLevelSpec;
}

/** From calm to alarming, told apart in light and dark and by the colour-blind (Okabe and Ito's palette, jfly.uni-koeln.de/color). */
export const severityColours: Readonly<Record<string, string>> = {
  sev1: "#d55e00",
  sev2: "#e69f00",
  sev3: "#0072b2",
  sev4: "#56b4e9",
  unknown: "#8b8b8b",
};
