/** What is redeemed for tokens. */
export interface CodeToRedeem {
  readonly code: string;
  readonly redirectUrl: string;
  readonly verifier: string;
}

/** An authorization that was granted, with what is needed to redeem it. */
export interface Grant extends CodeToRedeem {
  readonly nonce: string;
}
