/** Of this no line can be taken for a command of GitHub Actions; the JSON says the same. */
export function commandFree(json: string): string {
  return json.includes("##[") ? json.replaceAll("##[", "##\\u005b") : json;
}

/** A value as it stands inside printed JSON: the lines after the first are indented. */
export function valueText(value: unknown, indent: string): string {
  return commandFree(JSON.stringify(value, null, 2)).replaceAll("\n", `\n${indent}`);
}

/** A row of a printed list, without the comma and line break that part it from the next. */
export function rowText(value: unknown, indent: string): string {
  return indent + valueText(value, indent);
}

export const separator = ",\n";
