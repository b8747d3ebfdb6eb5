import { ApiError } from "../errors.ts";

export const weakPassword = (minLength: number) =>
  new ApiError(400, "weak_password", `The password must have at least ${minLength} characters.`);

export const passwordAlreadyExists = () =>
  new ApiError(400, "password_already_exists", "There is already a password.");

export const emailNotFound = () =>
  new ApiError(404, "email_not_found", "The email address could not be found.");

export const noUserPassword = () =>
  new ApiError(400, "no_user_password", "The user has no password.");

export const memberPasswordNotFound = () =>
  new ApiError(404, "member_password_not_found", "The member has no password.");

export const hashTypeRefused = (hashType: string) =>
  new ApiError(
    400,
    "invalid_hash_type",
    `hash_type ${hashType} is unknown or not emulated; there are md_5, sha_1, sha_512, scrypt, pbkdf_2 and phpass.`,
  );

export type HashProblem =
  | "invalid_md_5_hash"
  | "invalid_sha_1_hash"
  | "invalid_sha_512_hash"
  | "invalid_base64_scrypt_hash"
  | "invalid_base64_scrypt_salt"
  | "invalid_scrypt_n_parameter"
  | "invalid_scrypt_parameters"
  | "scrypt_key_length_mismatch"
  | "invalid_pbkdf_2_hash"
  | "invalid_pbkdf_2_salt"
  | "invalid_pbkdf_2_iteration_amount"
  | "invalid_pbkdf_2_algorithm"
  | "pbkdf_2_key_length_mismatch"
  | "invalid_phpass_hash_format"
  | "invalid_phpass_hash_prefix";

export const hashRefused = (errorType: HashProblem, problem: string) =>
  new ApiError(400, errorType, `The password hash cannot be used: ${problem}.`);
