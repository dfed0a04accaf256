import { intervenePath, statePath, streamPath } from '../../backend/protocol';
import type { DemoMessage, DemoState, Intervention } from '../../backend/protocol';

/** @throws Error when the demo does not answer */
export async function fetchState(): Promise<DemoState> {
  const response = await fetch(statePath);
  if (!response.ok) throw new Error(`The demo's server answered ${response.status}`);
  return (await response.json()) as DemoState;
}

/** Does something to WeChat's or Authing's server. @throws Error when it cannot be done */
export async function intervene(intervention: Intervention): Promise<void> {
  const response = await fetch(intervenePath, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(intervention),
  });
  if (!response.ok) throw new Error(`The demo's server answered ${response.status}: ${await response.text()}`);
}

/** Hears what happened in WeChat and at Authing, from the beginning. `connected` is told when the stream breaks and when it is back. */
export function listen(heard: (message: DemoMessage) => void, connected: (is: boolean) => void): void {
  const stream = new EventSource(streamPath);
  stream.addEventListener('open', () => connected(true));
  stream.addEventListener('error', () => connected(false));
  stream.addEventListener('message', ({ data }) => heard(JSON.parse(String(data)) as DemoMessage));
}
