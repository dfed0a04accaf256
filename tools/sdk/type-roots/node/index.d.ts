/** In place of Node.js's typings, which the SDK's declarations ask for: what runs on phones must not see them. */
declare namespace NodeJS {
  type Timeout = number;
  type Timer = number;
}
