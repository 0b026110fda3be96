import type { AlertSource, Config } from "../model/config.ts";
import { fitsAnyGlob } from "../model/glob.ts";

/** Whether a path is one that the config says alerts are defined in. */
export function isAlertPath(path: string, config: Config): boolean {
  return sourceOf(path, config) !== undefined;
}

export function isServicePath(path: string, config: Config): boolean {
  return fitsAnyGlob(path, config.services);
}

/** The first source whose globs a path fits. */
export function sourceOf(path: string, config: Config): AlertSource | undefined {
  return config.alerts.find(({ paths }) => fitsAnyGlob(path, paths));
}
