import type { HoldNews } from '../agreement';
import type { Attached } from '../behavior/attachment';
import { emitError } from '../behavior/emit';
import type { KernelClient } from '../client/kernel-client';
import { componentClient } from '../client/shared-client';
import { sharedSession } from '../client/shared-session';
import { currentUser } from '../endpoints/own-account';
import { refusedTo } from '../endpoints/update-user';
import { AuthingError } from '../errors/authing-error';
import { say } from '../errors/say';
import type { AuthingErrorDetail } from '../events';
import type { Person } from '../session/user';

/** A panel, as far as what a tap sets in motion needs it. */
export interface WorkingPanel extends Attached<unknown> {
  data: { working: boolean; number: string; seconds: number };
  /** Who is signed in. */
  who?: Person;
  setData(changes: { working?: boolean; notice?: string; seconds?: number; digits?: string }): void;
  /** Something failed: told to the page, and shown. */
  handleError(event: { detail: AuthingErrorDetail }): void;
  /** Stops counting the seconds until another code may be asked for. */
  stopCounting?: (() => void) | undefined;
}

/**
 * One request of a panel, between a tap and its result; a tap meanwhile is the same tap. A panel that is gone by then is told nothing.
 * @param act what it holds back is told after the panel has had its say
 */
export function work<Result>(
  panel: WorkingPanel,
  act: (client: KernelClient, hold: HoldNews) => Promise<Result>,
  done: (result: Result) => void,
): void {
  if (panel.data.working) return;
  const { attachment } = panel;
  const news: (() => void)[] = [];
  panel.setData({ working: true, notice: '' });
  let sent: string | null = null;
  void Promise.resolve()
    .then(() => {
      const client = componentClient();
      sent = client.tokenProvider.getToken();
      return act(client, (tell) => news.push(tell));
    })
    .catch((error: unknown) => {
      // Whoever has signed in meanwhile, perhaps to another app than then, stays.
      throw sent ? refusedTo(sent, componentClient().tokenProvider.getToken(), error) : error;
    })
    .then(
      (result) => () => done(result),
      (error: unknown) => () =>
        emitError({ triggerEvent: (_, detail) => panel.handleError({ detail: detail as AuthingErrorDetail }) }, error),
    )
    .then((tell) => {
      try {
        if (attachment === undefined || panel.attachment !== attachment) return;
        panel.setData({ working: false });
        tell();
      } finally {
        news.forEach((tellEverybody) => tellEverybody());
      }
    });
}

/** Authing no longer knows the sign-in that something was asked with: on this phone it ends, too. */
export function endUnknownSession({ reason, stage }: Pick<AuthingErrorDetail, 'reason' | 'stage'>): void {
  // With stage `session` it was another sign-in than the one there is now: see asOwner.
  if (reason !== 'unauthenticated' || stage === 'session') return;
  try {
    sharedSession().end();
  } catch (error) {
    // Ended all the same, until Storage is read again.
    console.warn(error);
  }
}

/**
 * Whose token it is. Of one that takes its place meanwhile nobody hears, while the user of neither is known: it is asked about, too.
 * @throws AuthingError reason `unauthenticated`: Authing no longer knows the sign-in; `unsupported`: whatever it says, the app keeps it
 */
export function askWho(client: KernelClient): Promise<unknown> {
  const { tokenProvider } = client;
  if (!tokenProvider.session) {
    const message = say('不支持 tokenProvider', 'Components do not support tokenProvider');
    return Promise.reject(new AuthingError('unsupported', { stage: 'configure', message }));
  }
  const asked = tokenProvider.getToken();
  return currentUser(client).catch((error: unknown) => {
    const token = tokenProvider.getToken();
    if (!token || token === asked) throw error;
    return tokenProvider.getUser() || askWho(client);
  });
}
