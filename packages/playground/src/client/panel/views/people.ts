/** Who holds the device, and what they answer when WeChat asks. */
import type { SheetKind } from 'authing-miniapp-emulator/wechat/device';
import type { BackendUser } from '../../../backend/protocol';
import { element } from '../../shell/dom';
import type { Answer, Snapshot } from '../store';
import type { Texts } from '../texts';
import { segments } from './drawing';
import type { View } from './drawing';

export interface PeopleActions {
  chooseUser(user: BackendUser): void;
  setAnswer(sheet: SheetKind, answer: Answer): void;
}

/** The sheets that signing in can open. */
const sheets: readonly SheetKind[] = ['phoneNumber', 'avatar', 'privacy'];

export function peopleView(texts: Texts, actions: PeopleActions): View<Snapshot> {
  const users = element('div', { class: 'people', role: 'radiogroup', 'aria-label': texts.person });
  const options: readonly { value: Answer; text: string }[] = [
    { value: 'ask', text: texts.ask },
    { value: 'accept', text: texts.accept },
    { value: 'deny', text: texts.deny },
  ];
  const answers = sheets.map((sheet) => ({
    sheet,
    control: segments<Answer>(`answer-${sheet}`, texts.sheets[sheet], options, (answer) => actions.setAnswer(sheet, answer)),
  }));
  const root = element(
    'section',
    { class: 'card', 'aria-labelledby': 'panel-person' },
    element('h3', { id: 'panel-person' }, texts.person),
    users,
    element('h4', {}, texts.answersTo),
    ...answers.map(({ control }) => control.root),
  );

  let drawn = '';
  return {
    root,
    draw({ backend, user, answers: chosen }) {
      const shown = JSON.stringify([backend.users, user.openid]);
      if (shown !== drawn)
        users.replaceChildren(...backend.users.map((one) => personCard(one, one.openid === user.openid, texts, actions)));
      drawn = shown;
      for (const { sheet, control } of answers) control.select(chosen[sheet] ?? 'ask');
    },
  };
}

function personCard(user: BackendUser, chosen: boolean, texts: Texts, actions: PeopleActions): HTMLElement {
  const input = element('input', {
    type: 'radio',
    name: 'person',
    value: user.openid,
    checked: chosen,
    onchange: () => actions.chooseUser(user),
  });
  return element(
    'label',
    { class: 'person' },
    input,
    element('span', { class: 'person-mark', 'aria-hidden': 'true' }, user.name.slice(0, 1)),
    element(
      'span',
      { class: 'person-text' },
      element('b', {}, user.name),
      element('span', { class: 'quiet' }, user.phone ?? texts.withoutPhone),
    ),
  );
}
