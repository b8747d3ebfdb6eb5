/** A code, with what its redemption for tokens needs. */
export interface CodeToRedeem {
  readonly code: string;
  readonly redirectUrl: string;
  readonly verifier: string;
}

/** An authorization that was granted. */
export interface Grant extends CodeToRedeem {
  readonly nonce: string;
}
