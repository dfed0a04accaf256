import { authingAppPath, intervenePath, statePath, streamPath } from '../backend/protocol';
import type { BackendMessage, BackendState, Intervention } from '../backend/protocol';

/** @throws Error when the playground does not answer */
export async function fetchState(): Promise<BackendState> {
  const response = await fetch(statePath);
  if (!response.ok) throw new Error(`The playground answered ${response.status}`);
  return (await response.json()) as BackendState;
}

/** Does something to WeChat's or Authing's server. @throws Error when it cannot be done */
export const intervene = (intervention: Intervention): Promise<void> => post(intervenePath, intervention);

/** Gives the local Authing an application of this id. @throws Error when it cannot be done */
export const addAuthingApp = (appId: string): Promise<void> => post(authingAppPath, { appId });

async function post(path: string, body: object): Promise<void> {
  const response = await fetch(path, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
  if (!response.ok) throw new Error(`The playground answered ${response.status}: ${await response.text()}`);
}

/** Hears what happened in WeChat and at Authing, from the beginning. `connected` is told when the stream breaks and when it is back. */
export function listen(heard: (message: BackendMessage) => void, connected: (is: boolean) => void): void {
  const stream = new EventSource(streamPath);
  stream.addEventListener('open', () => connected(true));
  stream.addEventListener('error', () => connected(false));
  stream.addEventListener('message', ({ data }) => heard(JSON.parse(String(data)) as BackendMessage));
}
