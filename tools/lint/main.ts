/** `npm run lint`: types, code, layers, templates and styles. One line a step; a failure says what to do next. */
import { lintSteps } from './steps';

async function main(): Promise<number> {
  const steps = lintSteps();
  let failed = 0;
  for (const [index, { title, next, run }] of steps.entries()) {
    const start = Date.now();
    const complaints = await run();
    const outcome = complaints.length === 0 ? 'ok    ' : 'FAILED';
    console.log(`${outcome}  ${index + 1}/${steps.length}  ${title} (${((Date.now() - start) / 1000).toFixed(1)} s)`);
    if (complaints.length === 0) continue;
    failed += 1;
    console.error(complaints.map((complaint) => `        ${complaint}`).join('\n'));
    console.error(`  Next: ${next}`);
  }
  console.log(`lint: ${steps.length - failed} passed, ${failed} failed`);
  return failed === 0 ? 0 : 1;
}

main().then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    console.error(error);
    process.exitCode = 1;
  },
);
