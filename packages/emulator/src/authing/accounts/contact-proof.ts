import { ApiError } from '../errors/api-error';
import type { App } from '../apps';
import type { Caller, Services } from '../services';
import type { Contact } from './contact-format';

/** Issues a proof, valid for ten minutes, that the holder has shown a contact to be theirs. */
export function issueContactProof(services: Services, app: App, contact: Contact): string {
  const now = Math.floor(Date.now() / 1000);
  return services.tokens.sign({ purpose: 'contact', aud: app.appId, contact, iat: now, exp: now + 600 });
}

/** The contact that a proof is about. Throws 2206 or 2207. */
export function contactProof(services: Services, caller: Caller, proof: string): Contact {
  const claims = services.tokens.read(proof);
  if (claims['purpose'] !== 'contact' || claims.aud !== caller.app.appId) throw new ApiError(2207);
  return claims['contact'] as Contact;
}
