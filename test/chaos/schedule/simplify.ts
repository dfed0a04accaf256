import { plainSetting } from './plain';
import type { Schedule, Setting, Step } from './schedule';

/**
 * Makes a schedule as plain as it goes while `fails` still says yes: steps taken out one by one, waits shortened, settings put back to the
 * plainest. fast-check has shrunk it before; this takes away what its shrinking leaves standing.
 */
export async function simplify(schedule: Schedule, fails: (candidate: Schedule) => Promise<boolean>): Promise<Schedule> {
  let best = schedule;
  for (let better = true; better;) {
    better = false;
    for (const candidate of simpler(best)) {
      if (!(await fails(candidate))) continue;
      best = candidate;
      better = true;
      break;
    }
  }
  return best;
}

function* simpler(schedule: Schedule): Generator<Schedule> {
  const { setting, steps } = schedule;
  for (const index of steps.keys()) yield { setting, steps: steps.toSpliced(index, 1) };
  for (const [index, step] of steps.entries()) {
    for (const plainer of simplerSteps(step)) yield { setting, steps: steps.toSpliced(index, 1, plainer) };
  }
  for (const name of Object.keys(plainSetting) as (keyof Setting)[]) {
    if (name === 'firstPage')
      for (const widget of setting.firstPage.keys())
        yield { setting: { ...setting, firstPage: setting.firstPage.toSpliced(widget, 1) }, steps };
    else if (name === 'latency') yield* simplerLatencies(schedule);
    else if (JSON.stringify(setting[name]) !== JSON.stringify(plainSetting[name]))
      yield { setting: { ...setting, [name]: plainSetting[name] }, steps };
  }
}

function* simplerLatencies({ setting, steps }: Schedule): Generator<Schedule> {
  for (const part of ['bridge', 'cloud', 'network'] as const) {
    const latency = { ...setting.latency, [part]: plainSetting.latency[part] };
    if (latency[part] !== setting.latency[part]) yield { setting: { ...setting, latency }, steps };
  }
}

function* simplerSteps(step: Step): Generator<Step> {
  for (const after of [0, 1000]) if (step.after > after) yield { ...step, after };
  if ('widget' in step) for (let widget = 0; widget < step.widget; widget += 1) yield { ...step, widget };
  if ((step.do === 'open' || step.do === 'replace') && step.widgets.length > 1) yield { ...step, widgets: step.widgets.slice(1) };
  if (step.do === 'replace') for (const times of [1, 2, 5]) if (step.times > times) yield { ...step, times };
  if ((step.do === 'sign out' || step.do === 'app signs in') && step.copy !== 0) yield { ...step, copy: 0 };
  if (step.do !== 'tap') return;
  const { again, touch, person, control, written, ...rest } = step;
  const plain = { ...rest, again, touch, person };
  if (control !== undefined || written !== undefined) yield plain;
  if (written !== undefined && control !== undefined) yield { ...plain, control };
  if (again !== null) yield { ...step, again: null };
  if (!touch) yield { ...step, touch: true };
  if (person.answer !== 'accept') yield { ...step, person: { ...person, answer: 'accept' } };
  for (const afterMs of [0, 1000]) if (person.afterMs > afterMs) yield { ...step, person: { ...person, afterMs } };
}
