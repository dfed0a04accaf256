/** What the playground's server is told of the running mini program, and what it makes of it. */
import type { Problem } from '../build';

/** An exception as a problem with file and line, which the compiler's source maps tell. Without a server the message has to do. */
export async function explain(error: unknown): Promise<Problem> {
  const message = error instanceof Error ? `${error.name}: ${error.message}` : describe(error);
  const stack = error instanceof Error ? (error.stack ?? '') : '';
  const plain: Problem = { severity: 'error', message };
  try {
    const response = await fetch('/problem', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ message, stack }),
    });
    return response.ok ? ((await response.json()) as Problem) : plain;
  } catch (unreachable) {
    console.warn('The playground server does not answer', unreachable);
    return plain;
  }
}

/** Has it written to the terminal, for whoever does not look at the browser. */
export function tellServer(unsupported: string): void {
  fetch('/unsupported', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ message: unsupported }),
  }).catch((unreachable: unknown) => console.warn('The playground server does not answer', unreachable));
}

function describe(value: unknown): string {
  if (typeof value === 'object' && value !== null && 'errMsg' in value) return `unhandled rejection: ${String(value.errMsg)}`;
  return `${typeof value === 'object' ? JSON.stringify(value) : String(value)}`;
}
