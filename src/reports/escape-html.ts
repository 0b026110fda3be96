import { visible } from "../markdown/visible.ts";

/** Letters and digits as they are, the rest as character references where HTML could take it for its own. */
export function escapeHtml(text: string): string {
  return visible(text)
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}
