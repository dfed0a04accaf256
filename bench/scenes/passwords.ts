/** Encrypts passwords in a new process: the first time, as a person who signs in does, and on and on. */
import { JSEncrypt } from 'jsencrypt';
import { sm2 } from 'sm-crypto';
import { becomePhone, createModules } from './phone';

export interface PasswordScene {
  /** The JavaScript of an app that has the package in `pages/index/index`'s `used`. Undefined: a peer encrypts. */
  readonly appService?: string;
  readonly algorithm: 'rsa' | 'sm2';
  /** PEM for RSA; for SM2 the point in hexadecimal. */
  readonly publicKey: string;
  /** How many more after the first. */
  readonly more: number;
}

/** What it prints, as JSON. */
export interface PasswordResult {
  /** ms of the first encryption in the process. */
  readonly first: number;
  /** ms of each one after that. */
  readonly later: readonly number[];
  /** ms of the longest time for which the JavaScript thread did nothing else. */
  readonly longestBlock: number;
}

interface Client {
  options: { encryptFunction(password: string, publicKey: string, encryption?: object): Promise<string> };
}

declare const SCENE: PasswordScene;

const PASSWORD = 'correct horse battery staple';

const { print, now, exit } = becomePhone();
const { appService, algorithm, publicKey, more } = SCENE;

function ourEncrypt(text: string): () => Promise<string> {
  const modules = createModules();
  modules.define(text);
  modules.load('pages/index/index');
  const { AuthenticationClient } = modules.lastDefinition()['used'] as { AuthenticationClient: new (options: object) => Client };
  const { options } = new AuthenticationClient({ appId: 'bench' });
  const encryption = algorithm === 'sm2' ? { type: 'sm2', publicKey } : undefined;
  return () => options.encryptFunction(PASSWORD, publicKey, encryption);
}

/** As authing-js-sdk calls them. */
function peerEncrypt(): () => Promise<string> {
  if (algorithm === 'sm2') return async () => sm2.doEncrypt(PASSWORD, publicKey, 1);
  return async () => {
    const encrypt = new JSEncrypt();
    encrypt.setPublicKey(publicKey);
    const encrypted = encrypt.encrypt(PASSWORD);
    if (encrypted === false) throw new Error('jsencrypt refused the key');
    return encrypted;
  };
}

async function main(): Promise<void> {
  const encrypt = appService === undefined ? peerEncrypt() : ourEncrypt(appService);
  // The pulse that a page's own work would have: the longest gap is what the thread was blocked for.
  let longestBlock = 0;
  let last = now();
  let running = true;
  const beat = (): void => {
    const time = now();
    longestBlock = Math.max(longestBlock, time - last);
    last = time;
    if (running) setTimeout(beat, 0);
  };
  const time = async (): Promise<number> => {
    const start = now();
    const encrypted = await encrypt();
    if (encrypted.length < 100) throw new Error(`That is no ciphertext: ${encrypted}`);
    return now() - start;
  };
  setTimeout(beat, 0);
  await new Promise((resolve) => setTimeout(resolve, 1));
  const first = await time();
  await new Promise((resolve) => setTimeout(resolve, 1));
  running = false;
  const later: number[] = [];
  for (let i = 0; i < more; i += 1) later.push(await time());
  print(JSON.stringify({ first, later, longestBlock } satisfies PasswordResult));
  exit();
}

main().catch((error: unknown) => {
  print(error instanceof Error ? `${error.message}\n${error.stack}` : String(error));
  exit();
});
