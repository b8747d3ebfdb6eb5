import { expect, test } from "vitest";
import { readRecording } from "../../../tools/picture/refused/index.ts";
import { record } from "../../../tools/picture/refused/record.ts";

test("the picture in the README shows what a real run prints (else run npm run picture)", async () => {
  expect(await record()).toEqual(readRecording());
});
