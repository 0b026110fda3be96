import { entriesOf, entryOf, itemsOf, type Located, textOf, UnreadableError, valueAt } from "../alerts/located.ts";
import { readYaml } from "../alerts/read-yaml.ts";
import { placesOf } from "../markdown/text.ts";
import type { Unreadable } from "../model/alert.ts";

export interface ServicesRead {
  readonly services: readonly string[];
  readonly unreadable: readonly Unreadable[];
}

interface Lost {
  readonly at: number;
  readonly reason: string;
}

/**
 * The services that a file lists: `[a, b]`, `[{name: a}]`, either under `services`, or Backstage's components that are no
 * libraries or documentation. https://backstage.io/docs/features/software-catalog/descriptor-format
 */
export function readServices(path: string, text: string): ServicesRead {
  const lost: Lost[] = [];
  const services = new Set(servicesOf(text, (one) => lost.push(one)));
  const lineOf = placesOf(text);
  return {
    services: [...services],
    unreadable: lost.map(({ at, reason }) => ({ path, line: lineOf({ start: at, end: at }).line, reason })),
  };
}

type Lose = (lost: Lost) => void;

function servicesOf(text: string, lose: Lose): readonly string[] {
  try {
    const documents = readYaml(text);
    if (documents.length === 0) lose({ at: 0, reason: withoutList });
    return documents.flatMap((root) => servicesIn(root, lose));
  } catch (error) {
    if (!(error instanceof UnreadableError)) throw error;
    lose({ at: error.at, reason: error.message });
    return [];
  }
}

const withoutList = "Unexpected file without a service, expected `services:` with a list, or Backstage's components";
const others = ["library", "documentation", "template", "tool"];

function servicesIn(root: Located, lose: Lose): readonly string[] {
  if (entryOf(root, "apiVersion") && entryOf(root, "kind")) {
    if (textOf(valueAt(root, "kind")) !== "Component") return [];
    if (others.includes(textOf(valueAt(root, "spec", "type")) ?? "service")) return [];
    const name = textOf(valueAt(root, "metadata", "name"));
    if (name === undefined) {
      lose({ at: root.start, reason: "Unexpected component without a name, expected `metadata.name`" });
    }
    return name === undefined ? [] : [name];
  }
  const listed = root.kind === "list" ? root : valueAt(root, "services");
  if (listed?.kind === "map") return entriesOf(listed).map(({ key }) => key);
  if (listed?.kind !== "list") lose({ at: root.start, reason: withoutList });
  return itemsOf(listed).flatMap((item) => {
    const name = textOf(item) ?? textOf(valueAt(item, "name"));
    if (name === undefined) lose({ at: item.start, reason: "Unexpected service without a name, expected `name`" });
    return name ?? [];
  });
}
