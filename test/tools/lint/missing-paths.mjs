// Reads [{ path, text }] from standard input and writes, for each, what it names that is not there. A process of its own, as
// lint-texts.mjs is.
import { missingPaths } from '../../../tools/lint/named-paths.mjs';

const chunks = [];
for await (const chunk of process.stdin) chunks.push(chunk);
const texts = JSON.parse(Buffer.concat(chunks).toString('utf8'));
process.stdout.write(JSON.stringify(texts.map(({ path, text }) => missingPaths(text, path))));
