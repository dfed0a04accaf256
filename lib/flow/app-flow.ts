import { LoginCode } from '../login-code/login-code';
import { CodeFlow } from './code-flow';

/** One user, one session key, one code: so one flow for the whole app. */
export const appFlow = new CodeFlow(new LoginCode());
