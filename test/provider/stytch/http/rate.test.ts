import { expect, test } from "vitest";
import { createRate } from "../../../../provider/src/stytch/http/rate.ts";

/** Ten accepted requests within the second that ends at `now`, then a refusal. */
function refusedAfterTen(max = Number.POSITIVE_INFINITY, now = 10_000) {
  const rate = createRate(max);
  for (let n = 0; n < 10; n += 1) rate.accepted(now - 900 + n * 100);
  rate.refused(now);
  return rate;
}

const perSecond = (rate: ReturnType<typeof createRate>, now: number) => 1000 / rate.spacingMs(now);

test("without a bound and without refusals nothing limits", () => {
  expect(createRate(Number.POSITIVE_INFINITY).spacingMs(0)).toBe(0);
});

test("the upper bound holds from the beginning", () => {
  expect(createRate(10).spacingMs(0)).toBe(100);
});

test("a refusal takes it below what was accepted in the last second", () => {
  expect(perSecond(refusedAfterTen(), 10_000)).toBeCloseTo(8);
});

test("what was accepted earlier does not count", () => {
  const rate = createRate(Number.POSITIVE_INFINITY);
  for (let n = 0; n < 100; n += 1) rate.accepted(n);
  for (let n = 0; n < 5; n += 1) rate.accepted(5000 + n);
  rate.refused(5100);
  expect(perSecond(rate, 5100)).toBeCloseTo(4);
});

test("a refusal takes it below what it was, however much was accepted", () => {
  const rate = createRate(10);
  for (let n = 0; n < 50; n += 1) rate.accepted(n);
  rate.refused(60);
  expect(perSecond(rate, 60)).toBeCloseTo(8);
});

test("refusals without an acceptance between them count once", () => {
  const rate = refusedAfterTen();
  for (let n = 0; n < 20; n += 1) rate.refused(10_000 + n);
  expect(perSecond(rate, 10_020)).toBeCloseTo(8, 4);
  rate.accepted(10_500);
  rate.refused(10_600);
  expect(perSecond(rate, 10_600)).toBeLessThan(8);
});

test("a refusal before anything was accepted teaches nothing", () => {
  const rate = createRate(Number.POSITIVE_INFINITY);
  rate.refused(0);
  expect(rate.spacingMs(0)).toBe(0);
});

test("it never falls below a request in 2 s", () => {
  const rate = createRate(Number.POSITIVE_INFINITY);
  for (let now = 0; now < 1_000_000; now += 10_000) {
    rate.accepted(now);
    rate.refused(now + 5000);
    expect(rate.spacingMs(now + 5000)).toBeLessThanOrEqual(2000);
  }
});

test("it recovers slowly, then faster, up to the upper bound", () => {
  const rate = refusedAfterTen(40);
  const at = (seconds: number) => perSecond(rate, 10_000 + seconds * 1000);
  expect(at(5)).toBeLessThan(8.1);
  expect(at(27)).toBeLessThan(10);
  expect(at(29)).toBeGreaterThan(10);
  expect(at(60)).toBeCloseTo(8 * Math.E);
  expect(at(3600)).toBe(40);
});
