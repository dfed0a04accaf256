/** What stands behind a running mini program: WeChat's cloud and Authing's server, modelled; and what the panel may read of them. */
export { AUTHING_APP_ID, AUTHING_HOST, SLOW_ANSWER_MS, startBackend } from './backend';
export type { Backend } from './backend';
export { BACKEND_PATH } from './protocol';
export type { Answering, BackendMessage, BackendState, BackendUser, Intervention, ListedApp, SeenRequest } from './protocol';
