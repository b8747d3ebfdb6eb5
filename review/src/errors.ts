/** What a review is to read cannot be read: `message` names place, problem and remedy, and no secret. */
export class ReviewInputError extends Error {
  override readonly name = "ReviewInputError";
  readonly code = "ERR_REVIEW_INPUT";
}
