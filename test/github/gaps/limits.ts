import { type Answer, bodyOf, type Call, type Gap, type Json, match, refuse } from "../exchange.ts";

const text = /^\/repos\/[^/]+\/[^/]+\/(issues|pulls)(\/|$)/;

/** How much fits into texts, names and colours: GitHub refuses more, in the words below. */
export function limits(): Gap {
  return async (call, next) => tooLong(call) ?? badLabel(call) ?? next(call);
}

function tooLong(call: Call): Answer | undefined {
  if (call.method === "GET" || !text.test(call.path)) return undefined;
  const body = bodyOf(call);
  // Characters, not UTF-16 units: an emoji counts once.
  const over = (field: string, most: number) => typeof body?.[field] === "string" && [...body[field]].length > most;
  if (over("body", 65_536)) return invalid("body", "body is too long (maximum is 65536 characters)");
  if (over("title", 256)) return invalid("title", "title is too long (maximum is 256 characters)");
  return undefined;
}

/** https://docs.github.com/en/rest/issues/labels#create-a-label */
function badLabel(call: Call): Answer | undefined {
  const label = bodyOf(call);
  const managed =
    match(call, "POST", "/repos/:owner/:repo/labels") ?? match(call, "PATCH", "/repos/:owner/:repo/labels/:name");
  if (managed) {
    if (label?.color !== undefined && !/^[0-9a-f]{6}$/i.test(label.color)) return invalid("color", "color is invalid");
    if ((label?.description ?? "").length > 100)
      return invalid("description", "description is too long (maximum is 100 characters)");
  }
  const given: Json[] = [
    managed ? (label?.new_name ?? label?.name) : undefined,
    ...(Array.isArray(label?.labels) ? label.labels : []),
  ];
  const names = given.map((one) => one?.name ?? one).filter((name) => typeof name === "string");
  return names.some((name) => [...name].length > 50)
    ? invalid("name", "name is too long (maximum is 50 characters)")
    : undefined;
}

function invalid(field: string, message: string): Answer {
  return refuse(422, "Validation Failed", { errors: [{ field, code: "custom", message }] });
}
