import { componentOf, canBeGated, isInFlow } from '../apps/widget-kinds';
import type { Entry, Trace } from '../simulation/trace';
import { codeRequests } from './codes';
import type { Invariant } from './invariant';
import { nicknameIn } from './names';

export const consentFirst: Invariant = {
  name: 'consent first',
  statement:
    'Where the app asks for consent to its own terms, no sheet of WeChat opens and nothing that signs anybody in is sent before the person has agreed; they agree once for each `agree`.',
  check(trace, { setting }) {
    if (setting.agreement === 'none') return [];
    const attached = trace.of('attached');
    const kinds = new Map(attached.map(({ widget, kind }) => [widget, kind]));
    // What user-panel shows is for those who have agreed.
    const isGated = ({ kind, within }: Entry<'attached'>): boolean =>
      canBeGated(kind) && (within === undefined || kinds.get(within) === 'login-panel');
    const gated = new Map(attached.flatMap((entry) => (isGated(entry) ? [[entry.widget, entry] as const] : [])));
    const agreed = trace.of('event').filter(({ name, widget }) => name === 'agree' && gated.has(widget));
    const before = (entry: Entry): readonly Entry<'event'>[] =>
      agreed.filter(({ launch, seq }) => launch === entry.launch && seq < entry.seq);
    const mayOpen = (tap: Entry<'tap'>): boolean =>
      // In the question itself, or once the page remembers, or the panel does.
      tap.control === 'handleAgree' ||
      (before(tap).length > 0 && (setting.agreement === 'remembered' || gated.get(tap.widget)?.within !== undefined));
    return [
      ...trace
        .of('tap')
        .filter((tap) => tap.openType !== '' && gated.has(tap.widget) && !mayOpen(tap))
        .map(({ seq, widget }) => `#${seq}: widget ${widget} opens a sheet, and nobody has agreed to anything`),
      ...codeRequests(trace)
        .filter((request) => before(request).length === 0)
        .map(({ seq }) => `#${seq} signs somebody in who has agreed to nothing`),
      // In user-panel nobody is asked, and whose request it is cannot be seen.
      ...trace
        .of('request')
        .filter(
          (request) =>
            nicknameIn(request) !== undefined && before(request).length === 0 && !attached.some(({ kind }) => kind === 'user-panel'),
        )
        .map(({ seq }) => `#${seq} saves the name of somebody who has agreed to nothing`),
      ...askedInVain(trace),
      ...(setting.agreement === 'each time' ? uncovered(trace, agreed) : []),
    ];
  },
};

/** A question that somebody said no to, in the dialog or in the action sheet, is followed by no `agree`. */
function askedInVain(trace: Trace): string[] {
  const events = trace.of('event');
  const questions = new Set(
    trace.of('chooser').flatMap(({ launch, call, of: what }) => (what === 'question' ? [`${launch} ${call}`] : [])),
  );
  const declined = [
    ...trace.of('tap').filter(({ control }) => control === 'handleDecline'),
    ...trace.of('chooserAnswered').filter(({ launch, call, chosen }) => !chosen && questions.has(`${launch} ${call}`)),
  ];
  return declined.flatMap((no) => {
    const next = events.find(({ seq, at }) => seq > no.seq && at === no.at);
    return next?.name === 'agree' ? [`#${next.seq}: 'agree' of somebody who declined in #${no.seq}`] : [];
  });
}

/** Buttons that are asked each time send no more sign-ins than somebody agreed to; a silent one may be sent twice. */
function uncovered(trace: Trace, agreed: readonly Entry<'event'>[]): string[] {
  const flowing = new Set(
    trace
      .of('attached')
      .flatMap(({ widget, kind, within }) => (within === undefined && isInFlow(componentOf[kind].component) ? [widget] : [])),
  );
  const outcomes = trace.of('event').filter(({ name, widget }) => (name === 'login' || name === 'phone') && flowing.has(widget));
  const taps = new Map<string, number>();
  for (const { widget, at } of outcomes) taps.set(`${widget} ${at}`, widget);
  return [...flowing].flatMap((widget) => {
    const successes = [...taps.values()].filter((one) => one === widget).length;
    // Two taps on "Agree" before the view has drawn the first open two sheets, and are one consent to both.
    const twice = trace.of('tap').filter((tap) => tap.widget === widget && tap.control === 'handleAgree').length;
    const consents = Math.max(agreed.filter((one) => one.widget === widget).length, twice);
    return successes > consents ? [`widget ${widget} signs in ${successes} times, and was agreed to ${consents} times`] : [];
  });
}
