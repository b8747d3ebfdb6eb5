import { match, questionOfCreation, value } from "../question.ts";

const MIXED = "https://App.Example.com";
const FORMS = {
  as_given: MIXED,
  whatwg: "https://app.example.com/",
  lowercase_host: "https://app.example.com",
} as const;

/** Neither in order nor in reverse, and already in the form of a URL parser. */
const UNSORTED = ["c", "a", "d", "b"].map((name) => `https://app.example.com/${name}`);
const TWICE = ["https://app.example.com/a", "https://app.example.com/a"];

export const redirectUrlForm = questionOfCreation(
  "redirect_url_form",
  { redirect_urls: [MIXED], post_logout_redirect_urls: [MIXED] },
  ({ redirect_urls: login, post_logout_redirect_urls: logout }) =>
    match(
      [login, logout],
      [
        [[[FORMS.as_given], [FORMS.as_given]], "as_given"],
        [[[FORMS.whatwg], [FORMS.whatwg]], "whatwg"],
        [[[FORMS.lowercase_host], [FORMS.lowercase_host]], "lowercase_host"],
      ],
    ),
);

export const logoUrlForm = questionOfCreation(
  "logo_url_form",
  { logo_url: MIXED },
  ({ logo_url: logo }) =>
    match(logo, [
      [FORMS.as_given, "as_given"],
      [FORMS.whatwg, "whatwg"],
      [FORMS.lowercase_host, "lowercase_host"],
    ]),
);

export const urlListOrder = questionOfCreation(
  "url_list_order",
  { redirect_urls: UNSORTED },
  ({ redirect_urls: urls }) =>
    match(urls, [
      [UNSORTED, "kept"],
      [UNSORTED.toSorted(), "sorted"],
    ]),
);

export const urlListDuplicates = questionOfCreation(
  "url_list_duplicates",
  { redirect_urls: TWICE },
  ({ redirect_urls: urls }) =>
    match(urls, [
      [TWICE, "kept"],
      [TWICE.slice(1), "dropped"],
    ]),
  "refused",
);

export const privateUseSchemes = questionOfCreation(
  "private_use_schemes",
  { redirect_urls: ["com.example.app:/callback"] },
  () => value("accepted"),
  "refused",
);
