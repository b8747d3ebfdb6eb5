import type { z } from "zod";
import type { HttpClient, HttpRequest } from "../http/http-client.ts";
import { readResponse } from "../http/responses.ts";
import type { Secrets } from "../secrets.ts";
import type { ReadyTarget } from "../target.ts";

/** One call of Stytch's API with the project's credentials. */
export interface Call<T extends z.ZodType> {
  readonly method: HttpRequest["method"];
  readonly path: string;
  readonly body?: unknown;
  readonly response: T;
  readonly finish?: boolean;
  /** See HttpRequest. */
  readonly idempotent?: boolean;
}

/** @throws RefusedError, RequestError, StoppedError */
export type Caller = <T extends z.ZodType>(call: Call<T>) => Promise<z.output<T>>;

export function createCaller(target: ReadyTarget, http: HttpClient, secrets: Secrets): Caller {
  const credentials = Buffer.from(`${target.projectId}:${target.secret}`).toString("base64");
  secrets.add(target.secret, credentials);
  return async (call) => {
    const response = await http.send({
      method: call.method,
      url: `${target.apiUrl}${call.path}`,
      headers: {
        authorization: `Basic ${credentials}`,
        accept: "application/json",
        ...(call.body === undefined ? {} : { "content-type": "application/json" }),
      },
      body: call.body === undefined ? undefined : JSON.stringify(call.body),
      finish: call.finish,
      idempotent: call.idempotent,
    });
    return readResponse(response, call.response, secrets);
  };
}
