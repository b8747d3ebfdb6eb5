import { EventEmitter } from "node:events";
import { describe, expect, test, vi } from "vitest";
import { atEnd } from "../../../provider/src/service/at-end.ts";

describe.each(["SIGINT", "SIGTERM"])("%s", (signal) => {
  function scene() {
    const ending = Object.assign(new EventEmitter(), { pid: 7, kill: vi.fn() });
    const action = vi.fn();
    atEnd(action, ending);
    return { ending, action };
  }

  test("is sent again where no one else listens, since a listener keeps it from ending", () => {
    const { ending, action } = scene();
    ending.emit(signal);
    expect(action).toHaveBeenCalledTimes(1);
    expect(ending.kill.mock.calls).toEqual([[7, signal]]);
  });

  test("is not sent again to others that listen and take their time", () => {
    const { ending, action } = scene();
    ending.on(signal, () => {});
    ending.emit(signal);
    expect(action).toHaveBeenCalledTimes(1);
    expect(ending.kill).not.toHaveBeenCalled();
  });

  test("and then the exit run the action once", () => {
    const { ending, action } = scene();
    ending.emit(signal);
    ending.emit("exit");
    expect(action).toHaveBeenCalledTimes(1);
  });
});

test("the exit alone runs the action once", () => {
  const ending = Object.assign(new EventEmitter(), { pid: 7, kill: vi.fn() });
  const action = vi.fn();
  atEnd(action, ending);
  ending.emit("exit");
  ending.emit("exit");
  expect(action).toHaveBeenCalledTimes(1);
  expect(ending.kill).not.toHaveBeenCalled();
});
