/** `npm run size`: what the package costs its users, in bytes, beside the package it succeeds; fails over the gate. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { emptyApp, measuredApps, readmePage } from './apps';
import { compileApps, measureSizes, type SizeReport } from './measure';
import { privacyPage, privacyPages, type PrivacyLanguage } from './privacy-pages';
import { describe, failures } from './report';

const root = join(__dirname, '../..');

async function main(): Promise<number> {
  console.log("Compiling with WeChat's compiler, the predecessor too …");
  const apps = [emptyApp, ...measuredApps(root), readmePage(root)];
  const compiled = await compileApps(apps);
  const report = await measureSizes(apps, compiled);
  mkdirSync(join(root, 'artifacts'), { recursive: true });
  writeFileSync(join(root, 'artifacts/size.json'), `${JSON.stringify(report, null, 2)}\n`);
  console.log(`\n${describe(report)}\n`);
  const faults = [...failures(report), ...(process.argv.includes('--write') ? writePages(report) : stalePages(report))];
  faults.forEach((fault) => console.error(`FAILED  ${fault}`));
  if (faults.length > 0) console.error('Next: look for the heaviest modules above; every file and byte is in artifacts/size.json.');
  return faults.length === 0 ? 0 : 1;
}

const languages = Object.keys(privacyPages) as PrivacyLanguage[];

const pageOf = ({ privacy }: SizeReport, language: PrivacyLanguage): string =>
  privacyPage(new Map(privacy.map(({ app, named }) => [app, named])), language);

function writePages(report: SizeReport): never[] {
  languages.forEach((language) => writeFileSync(join(root, privacyPages[language]), pageOf(report, language)));
  console.log(`Written: ${Object.values(privacyPages).join(', ')}.\n`);
  return [];
}

function stalePages(report: SizeReport): string[] {
  const isStale = (language: PrivacyLanguage): boolean => {
    const file = join(root, privacyPages[language]);
    return !existsSync(file) || readFileSync(file, 'utf8') !== pageOf(report, language);
  };
  return languages.filter(isStale).map((language) => `${privacyPages[language]} is not what was measured: npm run size -- --write.`);
}

main().then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  },
);
