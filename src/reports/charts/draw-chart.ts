import * as vega from "vega";
import { compile } from "vega-lite";
import { escapeHtml } from "../escape-html.ts";
import type { Chart } from "./chart.ts";

const themes = {
  light: { ink: "#1c2430", soft: "#55606e", line: "#dbe0e6", paper: "#ffffff" },
  dark: { ink: "#e6edf3", soft: "#9198a1", line: "#3d444d", paper: "#0d1117" },
} as const;
const { light, dark } = themes;
const darkOf: Readonly<Record<string, string>> = {
  [light.ink]: dark.ink,
  [light.soft]: dark.soft,
  [light.line]: dark.line,
  [light.paper]: dark.paper,
};
const paint = /\b(fill|stroke)="(#[0-9a-f]{6})"/g;
/** Around the picture, in pixels. */
const padding = 12;
export type Theme = keyof typeof themes;

/** Vega's drawing to a text, which its types leave out. */
const { SVGStringRenderer } = vega as unknown as {
  readonly SVGStringRenderer: new () => {
    initialize(element: null, width: number, height: number, origin: number[], scale: number): Renderer;
  };
};
interface Renderer {
  background(color: string): Renderer;
  render(scene: unknown): { svg(): string };
}

/** What `View` knows of its own size; undocumented, but what its own `toSVG`, which can't be waited for here, passes on. */
interface Sized {
  readonly _viewWidth: number;
  readonly _viewHeight: number;
  readonly _origin: readonly [number, number];
}

/** Pictures that were drawn lately: of those of an archive, a merge changes one or none. */
const drawn = new Map<string, string>();
const mostDrawn = 30;

/** A chart as SVG; see `draw`. It is drawn once: the dark one has other colours in the same places. */
export function drawChart(chart: Chart, theme: Theme): string {
  const key = JSON.stringify(chart);
  let svg = drawn.get(key);
  if (svg === undefined) {
    if (drawn.size >= mostDrawn) drawn.clear();
    svg = draw(chart);
    drawn.set(key, svg);
  }
  return theme === "light"
    ? svg
    : svg.replaceAll(paint, (_, what: string, colour: string) => `${what}="${darkOf[colour] ?? colour}"`);
}

/**
 * A chart as SVG. The same chart gives the same bytes on every machine: the widths of texts are reckoned and not measured,
 * nothing moves, and nothing asks for the time.
 */
function draw({ title, description, spec }: Chart): string {
  const { ink, soft, line, paper } = themes.light;
  const config = {
    background: paper,
    font: "ui-sans-serif, system-ui, 'Segoe UI', Helvetica, Arial, sans-serif",
    view: { stroke: null },
    axis: {
      labelColor: ink,
      titleColor: soft,
      titleFontWeight: 400,
      gridColor: line,
      domainColor: line,
      tickColor: line,
    },
    legend: { labelColor: ink, titleColor: soft, titleFontWeight: 400 },
    title: { color: ink, anchor: "start", fontSize: 15, fontWeight: 600, offset: 12 },
    text: { color: ink },
  } as const;
  const { spec: compiled } = compile({ ...spec, title, description, padding }, { config });
  vega.resetSVGDefIds();
  const view = new vega.View(vega.parse(compiled), { renderer: "none" }).run();
  const {
    _viewWidth: width,
    _viewHeight: height,
    _origin: [left, top],
  } = view as unknown as Sized;
  const { root } = view.scenegraph() as unknown as { readonly root: unknown };
  const renderer = new SVGStringRenderer()
    .initialize(null, width + 2 * padding, height + 2 * padding, [left + padding, top + padding], 1)
    .background(paper);
  const svg = renderer.render(root).svg();
  view.finalize();
  return named(svg, title, description);
}

/** The picture says what it is to those who hear it. */
function named(svg: string, title: string, description: string): string {
  const label = `role="img" aria-label="${escapeHtml(`${title}. ${description}`)}"`;
  const open = svg.indexOf(">");
  return `<svg ${label}${svg.slice("<svg".length, open)}><title>${escapeHtml(title)}</title>${svg.slice(open + 1)}\n`;
}
