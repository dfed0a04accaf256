/**
 * Which file of the package a module is in. A file costs its wrapper, and WeChat evaluates it as a whole when it is first required;
 * so what is needed at the same moment is in one file, and what only some apps use (`ignoreUploadUnusedFiles` leaves the rest out) is in
 * another. The entries, index.js and each component's, are files of their own.
 */
interface Chunk {
  /** In the package, without extension. */
  readonly file: string;
  /** Evaluated when something of it is first used, which must not be while another file loads. */
  readonly lazy: boolean;
  /** Beginnings of the paths of its modules. */
  readonly modules: readonly string[];
}

/** Where a module belongs that is not named below: what every page needs to show itself. */
const PAGE = 'lib/page';

/** What compiled code calls while it loads. It asks for nothing: some bundlers (Vite 2) evaluate lazy files first, in any order. */
const RUN_TIME = 'lib/es5';

/** A module is in the first that names it. */
const chunks: readonly Chunk[] = [
  { file: RUN_TIME, lazy: false, modules: ['tslib'] },
  { file: 'lib/sdk/authentication-client', lazy: true, modules: ['lib/sdk/', 'lib/wx/random', 'lib/wx/socket'] },
  // The two buttons: a code is there before the tap.
  { file: 'lib/button', lazy: false, modules: ['lib/behavior/code-button', 'lib/login-code/code-flow', 'lib/login-code/login-code', 'lib/wx/login'] },
  // Where somebody is, or signs in.
  { file: 'lib/signed-in', lazy: true, modules: ['lib/base64', 'lib/session/cipher', 'lib/session/expiry', 'lib/session/session-store', 'lib/session/shown-user', 'lib/session/token-claims'] },
  // Pages and components that show who is signed in; the buttons do not.
  { file: 'lib/auth-state', lazy: true, modules: ['lib/client/auth-state'] },
  // Apart from that: no component has it.
  { file: 'lib/authing-behavior', lazy: true, modules: ['lib/behavior/authing-behavior'] },
  // Who is signed in: pages that show it, and taps.
  {
    file: 'lib/session',
    lazy: true,
    modules: [
      'lib/session/legacy-session',
      'lib/session/session',
      'lib/session/user',
      'lib/wx/storage',
    ],
  },
  { file: 'lib/avatar', lazy: true, modules: ['lib/endpoints/update-avatar', 'lib/wx/choose-image', 'lib/wx/upload-file'] },
  // Apart from those, which the client needs, too.
  { file: 'lib/avatar-tap', lazy: true, modules: ['lib/avatar/', 'lib/wx/edit-image', 'lib/wx/image-file'] },
  // Apart from the picture: who only asks for a name ships no chooser.
  { file: 'lib/profile', lazy: true, modules: ['lib/endpoints/update-user', 'lib/http/graphql-client'] },
  { file: 'lib/nickname', lazy: true, modules: ['lib/nickname/', 'lib/wx/require-privacy'] },
  // Who signs in by phone token, and whoever sends a token.
  { file: 'lib/v3', lazy: true, modules: ['lib/endpoints/v3'] },
  { file: 'lib/renewal', lazy: true, modules: ['lib/session/renewal'] },
  { file: 'lib/phone', lazy: true, modules: ['lib/behavior/phone-tap', 'lib/endpoints/phone'] },
  // Of login-button alone: it names getUserInfo.
  { file: 'lib/user-info', lazy: true, modules: ['lib/wx/user-info'] },
  // What asks for consent: each only where it is used.
  { file: 'lib/consent-in-sheet', lazy: true, modules: ['lib/consent/action-sheet', 'lib/wx/action-sheet'] },
  { file: 'lib/consent-dialog', lazy: false, modules: ['lib/consent/dialog'] },
  { file: 'lib/consent-question', lazy: true, modules: ['lib/consent/question'] },
  // What each panel shows, and says in three languages; what a tap on them does.
  { file: 'lib/login-panel', lazy: false, modules: ['lib/panel/login-words', 'lib/panel/name', 'lib/panel/path', 'lib/panel/submit-code'] },
  { file: 'lib/user-panel', lazy: false, modules: ['lib/panel/user-words'] },
  { file: 'lib/panel', lazy: false, modules: ['lib/panel/code-words', 'lib/panel/number'] },
  { file: 'lib/panel-tap', lazy: true, modules: ['lib/panel/work', 'lib/panel/text-code', 'lib/panel/notice', 'lib/endpoints/own-account', 'lib/endpoints/end-account', 'lib/panel/later'] },
  // Apart from what every tap needs: it needs the buttons, which the client and avatar-picker do without.
  { file: 'lib/button-tap', lazy: true, modules: ['lib/behavior/tap'] },
  {
    file: 'lib/tap',
    lazy: true,
    modules: [
      'lib/behavior/emit',
      'lib/consent/words',
      'lib/client/kernel-client',
      'lib/client/shared-client',
      'lib/endpoints/',
      'lib/errors/',
      'lib/http/answer',
      'lib/http/headers',
      'lib/http/http-client',
      'lib/http/report',
      'lib/login-code/try-again',
      'lib/session/token-provider',
      'lib/wx/another-version',
      'lib/wx/answer-of',
      'lib/wx/connection',
      'lib/wx/refusal',
      'lib/wx/request',
    ],
  },
]; // prettier-ignore

const belongs = (module: string) => (chunk: Chunk) => chunk.modules.some((beginning) => module.startsWith(beginning));

/** What the main entry itself does: not for those who only use components. */
const OF_ENTRY = 'lib/index';

/**
 * The file that a module is in; undefined for that of the entry which imports it.
 * @param module path from the root without extension, such as `lib/sdk/options`
 */
export const fileOf = (module: string): string | undefined =>
  module === OF_ENTRY ? undefined : (chunks.find(belongs(module))?.file ?? PAGE);

/** @param file of the package, without extension */
export const isLazy = (file: string): boolean => chunks.some((chunk) => chunk.lazy && chunk.file === file);

/**
 * Whether a file asks for another when it uses it, not when it is evaluated. A lazy file asks for all but what everybody has like that: the
 * client needs the endpoints beside phone-button's tap, and no button, which an app's own tests in Node.js could not evaluate.
 */
export const asksLate = (file: string, other: string): boolean => isLazy(other) || (isLazy(file) && other !== PAGE && other !== RUN_TIME);
