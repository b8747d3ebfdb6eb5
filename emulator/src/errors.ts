import { API_ERRORS, type ApiErrorType, type MessageArguments } from "./error-table.ts";

/** A response of the Stytch API that reports an error. */
export class ApiError extends Error {
  override name = "ApiError";
  readonly status: number;
  readonly errorType: string;

  constructor(status: number, errorType: string, message: string) {
    super(message);
    this.status = status;
    this.errorType = errorType;
  }
}

/** @param args What the message of this error type names, such as the wrong field. */
export function apiError<T extends ApiErrorType>(
  errorType: T,
  ...args: MessageArguments<T>
): ApiError {
  const [status, message] = API_ERRORS[errorType];
  const text = typeof message === "string" ? message : Reflect.apply(message, undefined, args);
  return new ApiError(status, errorType, text);
}

/** The error response of a fault that names only a status. */
export function errorOfStatus(status: number, route: string): ApiError {
  if (status === 401) return apiError("unauthorized_credentials");
  if (status === 404) {
    return apiError(route.includes("{client_id}") ? "connected_app_not_found" : "route_not_found");
  }
  if (status === 429) return apiError("too_many_requests");
  const errorType =
    ERROR_TYPE_OF_STATUS[status] ?? (status < 500 ? "bad_request" : "internal_server_error");
  return new ApiError(status, errorType, "A fault set this response.");
}

const ERROR_TYPE_OF_STATUS: Record<number, string> = {
  403: "unauthorized_action",
  405: "method_not_allowed",
  502: "server_unavailable",
  503: "server_unavailable",
  504: "server_unavailable",
};
