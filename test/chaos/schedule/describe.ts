import { nameOf } from '../apps/widget-kinds';
import type { WidgetKind } from '../apps/widget-kinds';
import type { Schedule, Setting, Sharing, Step } from './schedule';

/** One step in words. */
export function describeStep(step: Step): string {
  switch (step.do) {
    case 'tap': {
      const { person, touch, again, widget, control, written } = step;
      const thinking =
        person.answer === 'never' ? 'the sheet is never answered' : `${person.answer}s a sheet after ${duration(person.afterMs)}`;
      const hurry = again === null ? '' : `, and again ${duration(again)} later`;
      const which = control === undefined ? '' : `, control ${control}`;
      const types =
        written === undefined
          ? ''
          : `; types: ${written.text}, which WeChat's review answers: ${written.review}${written.key ? '; ends with the key' : ''}`;
      return `taps button ${widget}${which}${hurry}${touch ? '' : ' without touchstart'}; ${thinking}${types}`;
    }
    case 'touch':
      return `touches button ${step.widget}, slides off`;
    case 'open':
      return `opens a page with ${list(step.widgets)}`;
    case 'back':
      return 'goes back';
    case 'replace':
      return `puts a page with ${list(step.widgets)} in place of this one${often(step.times, step.everyMs)}`;
    case 'attach':
      return `page ${step.page} adds ${named(step.kind)}`;
    case 'detach':
      return `button ${step.widget} is removed`;
    case 'put back':
      return `button ${step.widget} is removed, and put back ${duration(step.afterMs)} later`;
    case 'change':
      return `button ${step.widget} becomes ${step.to}`;
    case 'background':
      return 'the app goes to the background';
    case 'foreground':
      return 'the app comes back';
    case 'offline':
      return 'the connection is lost';
    case 'online':
      return 'the connection is back';
    case 'host login':
      return 'the app around us calls wx.login';
    case 'prefetch':
      return "WeChat's data prefetch renews the session key";
    case 'key expires':
      return 'the session key expires';
    case 'fault':
      return `from now on: ${step.fault}`;
    case 'clock':
      return `the phone's clock jumps by ${duration(step.jump)}`;
    case 'revoke':
      return 'the server ends all sessions';
    case 'sign out':
      return `the user signs out${byCopy(step.copy)}`;
    case 'app signs in':
      return `the app around us signs a user in${byCopy(step.copy)}`;
    case 'restart':
      return `the app is killed and started again${step.user === 'other' ? ' by the other WeChat user' : ''}`;
    case 'reconfigure':
      return 'App({ authing }) names the other appId';
  }
}

const often = (times: number, everyMs: number): string => (times === 1 ? '' : `, ${times} times, every ${duration(everyMs)}`);
const byCopy = (copy: number): string => (copy % 2 === 1 ? ', through the second copy' : '');

/** A schedule as a list that a person can read. */
export function describeSchedule({ setting, steps }: Schedule): string {
  const lines = steps.map(
    (step, index) => `${String(index + 1).padStart(3)}. ${`+${duration(step.after)}`.padEnd(9)} ${describeStep(step)}`,
  );
  return [...describeSetting(setting), '', ...lines].join('\n');
}

function describeSetting(setting: Setting): string[] {
  const { latency, travel, wording, firstPage, configured, stored } = setting;
  return [
    `     The app starts on a page with ${list(firstPage)}${configured ? '' : ', without an appId'}. Storage holds: ${stored}.`,
    `     The session key is renewed: ${setting.rotation}; a superseded code yields: ${setting.supersededCode}.`,
    `     Refusals are worded: ${setting.refusal}; tokens live ${setting.tokenSeconds} s; ` +
      `updateUser answers token: ${setting.profileToken}.`,
    `     The server ${setting.phoneAccount ? 'knows' : 'does not know'} the phone number.`,
    ...(setting.numbers === 'sealed'
      ? []
      : [`     Numbers come by phone token${setting.numbers === 'realtime' ? ', verified in realtime' : ''}.`]),
    `     Data is sealed ${setting.sealing === 'open' ? 'when the sheet opens' : 'at consent'}; dataset is the ${setting.dataset}'s` +
      `${setting.handlers === 'throw' ? "; the page's handlers throw" : ''}.`,
    ...copiesOf(setting),
    `     Latency: bridge ${latency.bridge}, WeChat ${latency.cloud}, Authing ${latency.network} ms` +
      `${travel.most === 0 ? '' : `; each call up to ${travel.most} ms on its way, and each answer (drawn by ${travel.seed})`}.`,
    `     What fails is said in ${wording.language === 'en' ? 'English' : 'Chinese'}, ${wording.errno ? 'with' : 'without'} errno.`,
    `     The view lags ${setting.viewLag} ms; a tap takes ${setting.hold} ms.`,
    ...(setting.agreement === 'none' ? [] : [`     Buttons ask for consent to the app's own terms first: ${setting.agreement}.`]),
    ...(setting.forGuestsOnly ? ['     Pages take their sign-in buttons away when somebody is signed in.'] : []),
    `     ${inBackground[setting.freezes]}; sheets ` +
      `${setting.sheetsCover ? 'cover the page' : 'let taps through'}; privacy: ${setting.privacy}${setting.consent === 'combined' ? ', with the tap' : ''}; base library ${setting.baseLibrary}` +
      `${setting.stackFirst ? '' : '; a page is on the stack only after its components were attached'}` +
      `${setting.unionid ? '' : '; no unionid'}.`,
  ];
}

const copiesOf = ({ copies }: Setting): string[] =>
  copies === null
    ? []
    : [
        `     Every other button comes from a second copy${copies.version === 'other' ? ' of another version' : ''}; ` +
          `they share ${shared[copies.share]}.`,
      ];

const shared: Readonly<Record<Sharing, string>> = {
  'app and wx': 'the app object and `wx`',
  app: 'the app object, not `wx`',
  wx: '`wx`, there is no app object',
};

const inBackground: Readonly<Record<Setting['freezes'], string>> = {
  never: 'JavaScript runs on in the background',
  'catches up': 'JavaScript stops 5 s into the background, its timers catch up afterwards',
  'stands still': 'JavaScript stops 5 s into the background, and its timers with it',
};

const named = (kind: WidgetKind): string => `<${nameOf(kind)}>`;
const list = (kinds: readonly WidgetKind[]): string => (kinds.length === 0 ? 'nothing' : kinds.map(named).join(' '));

const duration = (ms: number): string => (Math.abs(ms) < 1000 ? `${ms} ms` : `${Number((ms / 1000).toFixed(3))} s`);
