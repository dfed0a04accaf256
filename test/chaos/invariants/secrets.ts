import type { Entry, Trace } from '../simulation/trace';
import { HOST } from '../simulation/environment';
import type { Invariant } from './invariant';
import { claimsOf, isSendable } from './token';

export const tokenAtHome: Invariant = {
  name: 'token at home',
  statement: 'A token goes to the configured host only, and only one that belongs to the app the request names.',
  check(trace) {
    const tokens = tokensOf(trace);
    return trace.of('request').flatMap(({ seq, url, header, data }) => {
      const text = JSON.stringify([url, header, data]);
      if (!url.startsWith(`${HOST}/`)) return tokens.some((token) => text.includes(token)) ? [`#${seq} carries a token to ${url}`] : [];
      const authorization = Object.entries(header).find(([name]) => name.toLowerCase() === 'authorization')?.[1];
      if (authorization === undefined) return [];
      const token = String(authorization).replace(/^Bearer /, '');
      if (!isSendable(token)) return [`#${seq} carries something that is no token`];
      const { aud } = claimsOf(token);
      const appId = String(header['x-authing-app-id']);
      return aud === undefined || aud === appId ? [] : [`#${seq} carries a token of ${aud} in a request of ${appId}`];
    });
  },
};

export const noSecretsTold: Invariant = {
  name: 'no secrets told',
  statement: 'No token, code, iv, encrypted data or phone number appears in a log or an error message.',
  check(trace) {
    const secrets = secretsOf(trace);
    const spoken: { seq: number; where: string; text: string }[] = [
      ...trace.of('log').map(({ seq, level, text }) => ({ seq, where: `console.${level}`, text })),
      ...trace.of('thrown').map(({ seq, message }) => ({ seq, where: 'an exception', text: message })),
      ...trace.of('onError').map(({ seq, message }) => ({ seq, where: 'onError', text: String(message) })),
      ...trace
        .of('event')
        .filter(({ name }) => name === 'error')
        .map(({ seq, detail }) => ({ seq, where: "an 'error' event", text: String((detail as { message?: unknown }).message) })),
    ];
    return spoken.flatMap(({ seq, where, text }) => {
      const told = secrets.find(([, secret]) => text.includes(secret));
      return told === undefined ? [] : [`#${seq}: ${where} tells a ${told[0]}`];
    });
  },
};

function tokensOf(trace: Trace): string[] {
  const stored = trace.of('launch').map(({ stored: kept }) => JSON.stringify(kept));
  const answers = trace.of('requestEnded').map(({ body }) => (typeof body === 'string' ? body : JSON.stringify(body ?? null)));
  return [...new Set([...stored, ...answers].flatMap((text) => text.match(/eyJ[\w-]+\.[\w-]+\.[\w-]+/g) ?? []))];
}

function secretsOf(trace: Trace): (readonly [what: string, secret: string])[] {
  const found: (readonly [string, string])[] = tokensOf(trace).map((token) => ['token', token] as const);
  for (const { entry } of trace.of('wechat')) {
    if (entry.kind === 'code.issued' || entry.kind === 'phone-code.issued') found.push(['code', entry.detail.code]);
  }
  for (const { detail } of trace.of('native')) found.push(...sealed(detail));
  // The model's people have numbers that begin with 100.
  return [...found, ['phone number', '1000000000']];
}

function sealed(detail: Entry<'native'>['detail']): (readonly [string, string])[] {
  const { iv, encryptedData } = detail;
  return [
    ...(typeof iv === 'string' ? [['iv', iv] as const] : []),
    ...(typeof encryptedData === 'string' ? [['piece of encrypted data', encryptedData] as const] : []),
  ];
}
