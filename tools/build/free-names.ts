import { Linter } from 'eslint';

/** What WeChat's logic layer has and the package may use, beyond ES5. */
const available = [
  'require',
  'exports',
  'wx',
  'getApp',
  'getCurrentPages',
  'Behavior',
  'Component',
  'console',
  'setTimeout',
  'clearTimeout',
  'setInterval',
  'clearInterval',
  'Promise',
  'Symbol',
  'Uint8Array',
];
/** What ES5 has and WeChat's logic layer forbids: code made from text. */
const forbidden = ['eval', 'Function'];

const linter = new Linter();

/** Names that an ES5 script uses, does not declare, and finds in no mini program; sorted, each once. */
export function foreignNames(code: string): string[] {
  const globals = Object.fromEntries([...available.map((name) => [name, 'readonly']), ...forbidden.map((name) => [name, 'off'])]) as Record<
    string,
    'readonly' | 'off'
  >;
  const messages = linter.verify(code, {
    languageOptions: { ecmaVersion: 5, sourceType: 'script', globals },
    linterOptions: { noInlineConfig: true },
    rules: { 'no-undef': ['error', { typeof: true }] },
  });
  const fatal = messages.find((message) => message.fatal);
  if (fatal) throw new Error(`The package is no ES5: ${fatal.message}`);
  // Other messages are about comments for ESLint.
  const names = messages
    .filter(({ ruleId }) => ruleId === 'no-undef')
    .map(({ message }) => /^'(.*)' is not defined/.exec(message)?.[1] ?? message);
  return [...new Set(names)].sort();
}

/** Throws when a script uses what a mini program does not have, or code made from text. */
export function checkFreeNames(code: string): void {
  const names = foreignNames(code);
  if (names.length > 0) throw new Error(`The package uses what a mini program does not have: ${names.join(', ')}.`);
}
