import { entriesOf, entryOf, itemsOf, type Located, textOf, UnreadableError, valueAt } from "../alerts/located.ts";
import { readYaml } from "../alerts/read-yaml.ts";
import { placesOf } from "../markdown/text.ts";
import type { Unreadable } from "../model/alert.ts";

export interface ServicesRead {
  readonly services: readonly string[];
  readonly unreadable: readonly Unreadable[];
}

/**
 * The services that a file lists: `[a, b]`, `[{name: a}]`, either under `services`, or Backstage's components that are no
 * libraries or documentation. https://backstage.io/docs/features/software-catalog/descriptor-format
 */
export function readServices(path: string, text: string): ServicesRead {
  try {
    const services = readYaml(text).flatMap(servicesIn);
    return { services: [...new Set(services)], unreadable: [] };
  } catch (error) {
    if (!(error instanceof UnreadableError)) throw error;
    const { line } = placesOf(text)({ start: error.at, end: error.at });
    return { services: [], unreadable: [{ path, line, reason: error.message }] };
  }
}

const others = ["library", "documentation", "template", "tool"];

function servicesIn(root: Located): readonly string[] {
  if (entryOf(root, "apiVersion") && entryOf(root, "kind")) {
    if (textOf(valueAt(root, "kind")) !== "Component") return [];
    if (others.includes(textOf(valueAt(root, "spec", "type")) ?? "service")) return [];
    return [textOf(valueAt(root, "metadata", "name")) ?? []].flat();
  }
  const listed = root.kind === "list" ? root : valueAt(root, "services");
  if (listed?.kind === "map") return entriesOf(listed).map(({ key }) => key);
  return itemsOf(listed).flatMap((item) => textOf(item) ?? textOf(valueAt(item, "name")) ?? []);
}
