import type { KeyObject } from 'node:crypto';
import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync } from 'node:crypto';
import { sm2 } from 'sm-crypto';

/** What a server keeps secret, in a form that fits a file. Make with {@link createServerKeys}. */
export interface ServerKeys {
  /** PKCS#8 PEM, RSA 2048: signs tokens (RS256). */
  signing: string;
  /** PKCS#8 PEM, RSA 1024 as Authing's own: clients encrypt passwords under its public half. */
  password: string;
  /** SM2 key pair, hex. */
  sm2: { privateKey: string; publicKey: string };
}

/** Makes a fresh set of keys; takes a few hundred ms. */
export function createServerKeys(): ServerKeys {
  const pem = (bits: number): string =>
    generateKeyPairSync('rsa', { modulusLength: bits }).privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  return { signing: pem(2048), password: pem(1024), sm2: sm2.generateKeyPairHex() };
}

/** Reading keys takes a millisecond; whoever starts servers by the thousand gives them the same ones. */
const rings = new WeakMap<ServerKeys, KeyRing>();

/** A set of keys, ready to use. */
export class KeyRing {
  readonly signingPrivate: KeyObject;
  readonly signingPublic: KeyObject;
  /** Thumbprint of the public signing key: the `kid` of tokens and of the JWKS. */
  readonly signingKeyId: string;
  readonly passwordPrivate: KeyObject;
  /** SPKI PEM, what `/api/v2/.well-known` publishes. */
  readonly passwordPublicPem: string;
  readonly sm2: ServerKeys['sm2'];

  private constructor(readonly source: ServerKeys) {
    this.signingPrivate = createPrivateKey(source.signing);
    this.signingPublic = createPublicKey(this.signingPrivate);
    this.signingKeyId = createHash('sha256')
      .update(this.signingPublic.export({ type: 'spki', format: 'der' }))
      .digest('base64url');
    this.passwordPrivate = createPrivateKey(source.password);
    this.passwordPublicPem = createPublicKey(this.passwordPrivate).export({ type: 'spki', format: 'pem' }).toString();
    this.sm2 = source.sm2;
  }

  static of(source: ServerKeys): KeyRing {
    const ring = rings.get(source) ?? new KeyRing(source);
    rings.set(source, ring);
    return ring;
  }

  /** The public signing key as a JSON Web Key. */
  get jwk(): Record<string, unknown> {
    return { ...this.signingPublic.export({ format: 'jwk' }), kid: this.signingKeyId, use: 'sig', alg: 'RS256' };
  }
}
