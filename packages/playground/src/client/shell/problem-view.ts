/** What is wrong, shown where the page would be: errors over the page, everything on request. */
import type { Problem } from '../../build';
import { element } from './dom';
import type { Texts } from './texts';

interface Listed {
  problem: Problem;
  /** An error that the developer should see now. */
  urgent: boolean;
}

const isSame = (one: Problem, other: Problem): boolean =>
  one.message === other.message && one.file === other.file && one.line === other.line;

export class ProblemView {
  readonly root = element('section', { class: 'problems', hidden: true });
  private readonly changed: (count: number) => void;
  private list: Listed[] = [];
  private all = false;
  private texts: Texts;

  /** `changed` hears how many problems there are. */
  constructor(texts: Texts, changed: (count: number) => void) {
    this.texts = texts;
    this.changed = changed;
  }

  /** Adds a problem; an error shows at once unless `quietly`. The same problem twice is one. */
  add(problem: Problem, quietly = false): void {
    const urgent = problem.severity === 'error' && !quietly;
    const known = this.list.find((listed) => isSame(listed.problem, problem));
    if (known === undefined) this.list.push({ problem, urgent });
    else known.urgent ||= urgent;
    this.draw();
  }

  /** Shows the errors about files that `concerned` picks. */
  showErrorsOf(concerned: (file: string | undefined) => boolean): void {
    for (const listed of this.list) listed.urgent ||= listed.problem.severity === 'error' && concerned(listed.problem.file);
    this.draw();
  }

  clear(): void {
    this.list = [];
    this.close();
  }

  /** Opens or closes the list of everything. */
  toggle(): void {
    if (!this.root.hidden) return this.close();
    this.all = true;
    this.draw();
  }

  setTexts(texts: Texts): void {
    this.texts = texts;
    this.draw();
  }

  private close(): void {
    this.all = false;
    for (const listed of this.list) listed.urgent = false;
    this.draw();
  }

  private draw(): void {
    const texts = this.texts;
    this.changed(this.list.length);
    const shown = this.list.filter((listed) => this.all || listed.urgent).map((listed) => listed.problem);
    this.root.hidden = !this.all && shown.length === 0;
    if (this.root.hidden) return this.root.replaceChildren();
    const failing = shown.some((problem) => problem.severity === 'error');
    const close = element('button', { type: 'button', class: 'problems-close', onclick: () => this.close() }, texts.close);
    const list =
      shown.length === 0 ? [element('p', { class: 'problems-none' }, texts.noProblems)] : shown.map((problem) => this.card(problem));
    this.root.setAttribute('role', failing ? 'alert' : 'region');
    this.root.setAttribute('aria-label', failing ? texts.problems : texts.notices);
    this.root.replaceChildren(
      element('header', {}, element('h2', {}, failing ? texts.problems : texts.notices), close),
      ...list,
      element('p', { class: 'problems-hint' }, texts.stillRuns),
    );
  }

  private card(problem: Problem): HTMLElement {
    const label = { error: this.texts.problem, warning: this.texts.warning, unsupported: this.texts.unsupported }[problem.severity];
    const place = [problem.file, problem.line, problem.column].filter((part) => part !== undefined).join(':');
    return element(
      'article',
      { class: 'problem', 'data-severity': problem.severity },
      element('span', { class: 'problem-kind' }, label),
      element('p', { class: 'problem-message' }, problem.message),
      place === '' ? undefined : element('p', { class: 'problem-place' }, place),
      problem.excerpt === undefined ? undefined : element('pre', { tabindex: '0' }, problem.excerpt),
    );
  }
}
