const TEXTS = ['quo"te', "back\\slash", "}", "ä", "", "canary-value", "https://a.example", "{{"];

/** Numbers from 0 to 1 that look random and are the same in every run. */
export function randomness(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return state / 2_147_483_648;
  };
}

/** Any JSON value, with a placeholder now and then. */
export function randomValue(random: () => number, texts = TEXTS, depth = 0): unknown {
  const pick = Math.floor(random() * (depth > 3 ? 5 : 7));
  if (pick === 0) return "{{ user.email }}";
  if (pick === 1) return Math.floor(random() * 1000) - 500;
  if (pick === 2) return random() < 0.5;
  if (pick === 3) return null;
  if (pick === 4) return texts[Math.floor(random() * texts.length)];
  const members = Array.from({ length: Math.floor(random() * 4) }, () =>
    randomValue(random, texts, depth + 1),
  );
  if (pick === 5) return members;
  const keyed = members.map((member, n) => [`k${Math.floor(random() * 50)}_${n}`, member]);
  return Object.fromEntries(keyed);
}
