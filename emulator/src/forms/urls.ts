import { apiError } from "../errors.ts";
import type { HabitValue, HabitValues } from "../habits/table.ts";
import { readText } from "./text.ts";

type UrlForm = HabitValue<"redirect_url_form">;

const HOST = /^([a-z][a-z0-9+.-]*:\/\/(?:[^/?#@]*@)?)([^/?#@]*)/i;

/** @returns The URL in a form; a text that is not a URL stays as it is. */
export function urlInForm(url: string, form: UrlForm): string {
  if (form === "whatwg") return URL.parse(url)?.href ?? url;
  if (form === "as_given") return url;
  return url.replace(HOST, (_all, before: string, host: string) => before + host.toLowerCase());
}

export function readUrls(urls: string[], habits: HabitValues): string[] {
  return urls.map((url) => readText(url, habits));
}

/**
 * A list of URLs as a server stores it.
 *
 * @throws ApiError 400 `connected_app_invalid_redirect_url` for a duplicate, if those are refused. Two
 * texts of one stored form are duplicates.
 */
export function storedUrls(field: string, urls: string[], habits: HabitValues): string[] {
  const stored = urls.map((url) => urlInForm(url, habits.redirect_url_form));
  const isDuplicate = (url: string, index: number) => stored.indexOf(url) !== index;
  const duplicate = stored.findIndex(isDuplicate);
  if (duplicate !== -1 && habits.url_list_duplicates === "refused") {
    throw apiError("connected_app_invalid_redirect_url", `${field}[${duplicate}]`);
  }
  const kept =
    habits.url_list_duplicates === "dropped"
      ? stored.filter((url, index) => !isDuplicate(url, index))
      : stored;
  return habits.url_list_order === "sorted" ? kept.toSorted() : kept;
}
