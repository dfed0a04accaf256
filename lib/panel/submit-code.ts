import { bindPhone, loginByPhoneCode } from '../endpoints/own-account';
import type { User } from '../session/user';
import { beginning } from './path';
import type { Happening, PathState } from './path';
import { work } from './work';
import type { WorkingPanel } from './work';

/** login-panel, as far as a code needs it. */
interface CodePanel extends WorkingPanel {
  data: WorkingPanel['data'] & { digits: string };
  path?: PathState;
  move(happening: Happening): void;
}

/** Signs in by the code, or gives whoever is signed in the number that it went to. */
export function submitCode(panel: CodePanel): void {
  const { number, digits } = panel.data;
  // The view may not have drawn yet what the last one came to.
  if (!digits) return;
  const { connecting, entering } = panel.path || beginning;
  work<User>(
    panel,
    (client, hold) =>
      connecting || entering ? loginByPhoneCode(client, number, digits, connecting === 'any', hold) : bindPhone(client, number, digits),
    ({ id }) => {
      panel.setData({ digits: '' });
      panel.move({ is: 'got', what: 'phone', id });
    },
  );
}
