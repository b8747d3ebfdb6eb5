import type { z } from "zod";
import { readAnswer } from "../http/answers.ts";
import type { HttpClient, HttpRequest } from "../http/http-client.ts";
import type { Secrets } from "../secrets.ts";
import type { ReadyTarget } from "../target.ts";

/** One call of Stytch's API with the project's credentials. */
export interface Call<T extends z.ZodType> {
  readonly method: HttpRequest["method"];
  readonly path: string;
  readonly body?: unknown;
  readonly answer: T;
  readonly finish?: boolean;
  /** See HttpRequest. */
  readonly repeatable?: boolean;
}

/** @throws RefusedError, RequestError, StoppedError */
export type Caller = <T extends z.ZodType>(call: Call<T>) => Promise<z.output<T>>;

export function createCaller(target: ReadyTarget, http: HttpClient, secrets: Secrets): Caller {
  const credentials = Buffer.from(`${target.projectId}:${target.secret}`).toString("base64");
  secrets.add(target.secret, credentials);
  return async (call) => {
    const answer = await http.send({
      method: call.method,
      url: `${target.apiUrl}${call.path}`,
      headers: {
        authorization: `Basic ${credentials}`,
        accept: "application/json",
        ...(call.body === undefined ? {} : { "content-type": "application/json" }),
      },
      body: call.body === undefined ? undefined : JSON.stringify(call.body),
      finish: call.finish,
      repeatable: call.repeatable,
    });
    return readAnswer(answer, call.answer, secrets);
  };
}
