import type { Json } from "../exchange.ts";

/** Where things are whose GraphQL ids somebody may name: learnt from every answer that showed one. */
export interface KnownNodes {
  /** Notes every id in an answer of REST, with its address. */
  note(json: Json): void;
  pathOf(id: string): string | undefined;
}

export function knownNodes(): KnownNodes {
  const paths = new Map<string, string>();
  const note = (json: Json): void => {
    if (json === null || typeof json !== "object") return;
    if (typeof json.node_id === "string" && json.node_id !== "" && typeof json.url === "string") {
      // Pull requests are issues too: an issue's own address says which was meant.
      paths.set(json.node_id, new URL(json.url).pathname);
    }
    for (const value of Object.values(json)) note(value);
  };
  return { note, pathOf: (id) => paths.get(id) };
}
