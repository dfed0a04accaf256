/** `authing-miniapp doctor`: reads a project and names what is wrong with this package in it. */
import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import { Failure, UsageError, type Command } from '../command';
import { readManifest } from '../package';
import { checkCode } from './code';
import { hints, type Finding } from './finding';
import { checkInstallation } from './installation';
import { readProject, type Project } from './project';
import { checkRegistrations } from './registrations';
import { checkStyles } from './styles';
import { checkTemplates } from './templates';
import { doctorTexts, type DoctorTexts } from './texts';

export const doctor: Command = {
  summary: {
    en: 'names what is wrong with authing-miniapp in a project, and the line to change',
    zh: '指出项目里 authing-miniapp 的用法有何错误，以及该改哪一行',
  },
  help: { en: doctorTexts.en.help, zh: doctorTexts.zh.help },
  options: {},
  run({ positionals, language, say }) {
    const texts = doctorTexts[language];
    const [folder = '.', ...more] = positionals;
    if (more.length > 0) throw new UsageError(texts.oneProject);
    const project = statSync(folder, { throwIfNoEntry: false })?.isDirectory() ? readProject(resolve(folder)) : undefined;
    if (!project) throw new Failure(texts.noProject(folder));
    const findings = examine(project);
    const isHint = ({ id }: Finding): boolean => hints.includes(id);
    const sorted = [...findings.filter((each) => !isHint(each)), ...findings.filter(isHint)];
    sorted.forEach((finding) => tell(finding, isHint(finding) ? 'hint' : 'problem', texts, say));
    const hinted = findings.filter(isHint).length;
    say(texts.summary(readManifest().version, project.kind, { problems: findings.length - hinted, hints: hinted }));
    return findings.length > hinted ? 1 : 0;
  },
};

function examine(project: Project): Finding[] {
  if (project.broken.length > 0) return [...project.broken];
  const installation = checkInstallation(project);
  // Of a project without the package, what a compiler wrote for example, nothing else is certain.
  if (installation.some(({ id }) => id === 'notInstalled' || id === 'notUsed')) return installation;
  return [
    ...project.refused,
    ...installation,
    ...checkRegistrations(project),
    ...checkTemplates(project),
    ...checkStyles(project),
    ...checkCode(project),
  ];
}

function tell(finding: Finding, kind: 'problem' | 'hint', texts: DoctorTexts, say: (line: string) => void): void {
  const { file, line } = finding.place;
  // Each text takes the findings of its own kind.
  const [wrong, remedy] = (texts.says[finding.id] as (finding: Finding) => readonly [string, string])(finding);
  say(`${texts.kinds[kind]}  ${file}${line === undefined ? '' : `:${line}`}  ${wrong}`);
  say(`       → ${remedy}`);
}
