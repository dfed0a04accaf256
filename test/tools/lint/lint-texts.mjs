// Lints texts as if they were files of this project: reads [{ path, text }] from standard input, writes one list of
// complaints for each. A process of its own, since eslint and stylelint are ES modules and jest is not.
import { ESLint } from 'eslint';
import stylelint from 'stylelint';

const chunks = [];
for await (const chunk of process.stdin) chunks.push(chunk);
const eslint = new ESLint();
const complaints = [];
for (const { path, text } of JSON.parse(Buffer.concat(chunks).toString('utf8'))) {
  if (path.endsWith('.wxss')) {
    const { results } = await stylelint.lint({ code: text, codeFilename: path });
    complaints.push(results[0].warnings.map(({ rule }) => rule));
  } else {
    const [result] = await eslint.lintText(text, { filePath: path });
    complaints.push(result.messages.map(({ ruleId, message }) => ruleId ?? message));
  }
}
process.stdout.write(JSON.stringify(complaints));
