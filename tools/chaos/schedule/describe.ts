import type { Schedule, Setting, Step } from './schedule';

/** One step in words. */
export function describeStep(step: Step): string {
  switch (step.do) {
    case 'tap': {
      const { person, touch, again, widget } = step;
      const thinking =
        person.answer === 'never' ? 'the sheet is never answered' : `${person.answer}s a sheet after ${duration(person.afterMs)}`;
      const hurry = again === null ? '' : `, and again ${duration(again)} later`;
      return `taps button ${widget}${hurry}${touch ? '' : ' without touchstart'}; ${thinking}`;
    }
    case 'touch':
      return `touches button ${step.widget}, slides off`;
    case 'open':
      return `opens a page with ${list(step.widgets)}`;
    case 'back':
      return 'goes back';
    case 'attach':
      return `page ${step.page} adds ${step.kind}`;
    case 'detach':
      return `button ${step.widget} is removed`;
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
      return 'the user signs out';
    case 'restart':
      return `the app is killed and started again${step.user === 'other' ? ' by the other WeChat user' : ''}`;
    case 'reconfigure':
      return 'App({ authing }) names the other appId';
  }
}

/** A schedule as a list that a person can read. */
export function describeSchedule({ setting, steps }: Schedule): string {
  const lines = steps.map(
    (step, index) => `${String(index + 1).padStart(3)}. ${`+${duration(step.after)}`.padEnd(9)} ${describeStep(step)}`,
  );
  return [...describeSetting(setting), '', ...lines].join('\n');
}

function describeSetting(setting: Setting): string[] {
  const { latency, firstPage, configured, stored } = setting;
  return [
    `     The app starts on a page with ${list(firstPage)}${configured ? '' : ', without an appId'}. Storage holds: ${stored}.`,
    `     The session key is renewed: ${setting.rotation}; a superseded code yields: ${setting.supersededCode}.`,
    `     Refusals are worded: ${setting.refusal}; tokens live ${setting.tokenSeconds} s; `
      + `updateUser answers token: ${setting.profileToken}.`,
    `     The server ${setting.phoneAccount ? 'knows' : 'does not know'} the phone number.`,
    `     Latency: bridge ${latency.bridge}, WeChat ${latency.cloud}, Authing ${latency.network} ms.`,
    `     The view lags ${setting.viewLag} ms; a tap takes ${setting.hold} ms.`,
    ...(setting.forGuestsOnly ? ['     Pages take their sign-in buttons away when somebody is signed in.'] : []),
    `     ${inBackground[setting.freezes]}; sheets ` +
      `${setting.sheetsCover ? 'cover the page' : 'let taps through'}; privacy: ${setting.privacy}; base library ${setting.baseLibrary}` +
      `${setting.stackFirst ? '' : '; a page is on the stack only after its components were attached'}` +
      `${setting.unionid ? '' : '; no unionid'}.`,
  ];
}

const inBackground: Readonly<Record<Setting['freezes'], string>> = {
  never: 'JavaScript runs on in the background',
  'catches up': 'JavaScript stops 5 s into the background, its timers catch up afterwards',
  'stands still': 'JavaScript stops 5 s into the background, and its timers with it',
};

const list = (kinds: readonly string[]): string => (kinds.length === 0 ? 'nothing' : kinds.join(', '));

const duration = (ms: number): string => (Math.abs(ms) < 1000 ? `${ms} ms` : `${Number((ms / 1000).toFixed(3))} s`);
