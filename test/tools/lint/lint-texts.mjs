// Lints texts as if they were files of this project: reads [{ path, text }] from standard input, writes one list of
// complaints for each. A process of its own, since eslint and stylelint are ES modules and jest is not.
import { ESLint } from 'eslint';
import stylelint from 'stylelint';
import tseslint from 'typescript-eslint';

const chunks = [];
for await (const chunk of process.stdin) chunks.push(chunk);
// Rules that ask for types are typescript-eslint's own, and each text would cost them a compilation of the project.
const eslint = new ESLint({ overrideConfig: [tseslint.configs.disableTypeChecked] });
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
