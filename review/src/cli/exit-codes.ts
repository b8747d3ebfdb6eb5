/** How the command ends. */
export const EXIT = {
  fine: 0,
  /** What is to be reviewed cannot be read, the preview failed, or a report cannot be written. */
  notDone: 1,
  wrongArguments: 2,
  /** Something is at least as severe as `--fail-on`. */
  found: 3,
} as const;
