import type { Entry, Trace } from '../simulation/trace';
import type { Invariant } from './invariant';

export const nameReviewed: Invariant = {
  name: 'name reviewed',
  statement: 'No name is saved that WeChat has refused, or refuses within three seconds, that is empty, or that is longer than the field.',
  check: (trace) =>
    trace.of('request').flatMap((request) => {
      const name = nicknameIn(request);
      if (name === undefined) return [];
      if (name.trim() === '') return [`#${request.seq} saves an empty name`];
      if (name.length > LONGEST) return [`#${request.seq} saves a name of ${name.length} characters`];
      const review = reviewOf(name, request, trace);
      // Left twice, it is reviewed twice; the last word counts.
      const isPassed = trace
        .of('reviewed')
        .some(
          ({ text, passed, launch, seq }) =>
            text === name && passed && launch === request.launch && seq > (review?.seq ?? Infinity) && seq < request.seq,
        );
      if (isPassed) return [];
      return review?.passed === false && !review.timeout
        ? [`#${request.seq} saves the name that WeChat refuses in #${review.seq}, of what was left at #${review.left}`]
        : [];
    }),
};

/** As the component has it, where the page says nothing else. */
const LONGEST = 64;
/** ms that a review is waited for, with a little less for what it is on its way. */
const IN_TIME = 2900;

/** What WeChat says of the last field that was left with this name before it was sent, unless it says so too late. */
function reviewOf(name: string, { seq, launch }: Entry<'request'>, trace: Trace): Entry<'reviewed'> | undefined {
  const mine = (entry: Entry<'left' | 'reviewed'>): boolean => entry.launch === launch && entry.text.trim() === name;
  const left = trace.of('left').findLast((entry) => mine(entry) && entry.seq < seq);
  const review = trace.of('reviewed').find((entry) => mine(entry) && entry.left === left?.seq);
  const submitted = trace.of('submitted').findLast((entry) => entry.launch === launch && entry.seq < seq && entry.text.trim() === name);
  if (review === undefined || review.seq < seq) return review;
  // What it has passed before is not reviewed again.
  const wasPassed = trace.of('reviewed').some((entry) => mine(entry) && entry.passed && entry.seq < seq);
  const wasInTime = !wasPassed && review.at - (submitted?.at ?? 0) <= IN_TIME;
  const isFrozen = trace.of('frozen').some((entry) => entry.launch === launch && entry.seq > (left?.seq ?? 0) && entry.seq < seq);
  // A field that was left after the submit is another matter: its key was tapped, or it was written in again.
  return wasInTime && !isFrozen && (left?.seq ?? Infinity) < (submitted?.seq ?? 0) + AROUND ? review : undefined;
}

/** Entries: the key submits what is left at the same moment. */
const AROUND = 3;

/** The name that a request saves, by either API. */
export function nicknameIn({ url, data }: Entry<'request'>): string | undefined {
  const { variables, nickname: v3 } = data as { variables?: { input?: { nickname?: unknown } }; nickname?: unknown };
  const name = url.endsWith('/update-profile') ? v3 : variables?.input?.nickname;
  return typeof name === 'string' ? name : undefined;
}
