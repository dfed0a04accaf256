import type { Device } from 'authing-miniapp-emulator/wechat';
import type { Control } from '../apps/app-under-test';
import type { Written } from '../schedule/schedule';
import type { AppJavaScript } from './app-javascript';
import type { Environment } from './environment';
import type { PlacedWidget } from './page';
import type { Pages } from './pages';
import type { Trace } from './trace';

/** What somebody types who does not think about it. */
const usual: Written = { text: 'offered', review: 'pass', key: false };

/** As long as any field lets it be. */
const LONG = 'A name without an end '.repeat(20);

/** What the person types in inputs, and what becomes of it: WeChat's review, the form's submit. */
export class Handwriting {
  private readonly device: Device;
  private readonly environment: Environment;
  private readonly javascript: AppJavaScript;
  private readonly pages: Pages;
  private readonly trace: Trace;
  /** So that no name is the one before. */
  private names = 0;

  constructor(environment: Environment, javascript: AppJavaScript, pages: Pages, trace: Trace) {
    this.device = environment.device;
    this.environment = environment;
    this.javascript = javascript;
    this.pages = pages;
    this.trace = trace;
  }

  /** A finger on the field, the text, and on to something else. */
  write(placed: PlacedWidget, { key, field, bindings = [], disabled }: Control, written = usual): void {
    const { device, trace } = this;
    if (field === undefined) return;
    const { id } = placed;
    const isThere = (): boolean => placed.attached && placed.id === id;
    const tell = (name: string, detail: object): void => this.pages.run(() => placed.widget.dispatch(name, detail, key));
    if (bindings.includes('touchstart')) {
      trace.add('touch', { widget: id });
      tell('touchstart', {});
    }
    const isName = field.type === 'nickname';
    if (isName && !disabled) this.expectReview(written.review);
    let left = { text: '', left: 0 };
    const writing = device.write({ ...field, disabled, mounted: isThere }, this.textOf(field, written), ({ name, detail }) =>
      this.javascript.enter('input event', () => {
        if (!isThere()) return;
        placed.widget.write(key, writing.value);
        if (name === 'nicknamereview') {
          const { pass, timeout } = detail;
          trace.add('reviewed', { widget: id, ...left, passed: pass, timeout });
        }
        if (name === 'blur') {
          left = { text: writing.value, left: trace.add('left', { widget: id, text: writing.value }) };
          if (written.key && isName) this.confirm(placed, writing.value, tell);
        }
        tell(name, detail);
      }),
    );
    // Before 2.29.1 WeChat clears what it refuses without a word.
    void writing.settled.then(() => isThere() && placed.widget.write(key, writing.value));
  }

  /** A tap on a button that submits its form. */
  submit(placed: PlacedWidget, key: number): void {
    const form = placed.widget.formOf(key);
    if (form === undefined) return;
    this.trace.add('submitted', { widget: placed.id, text: form.value['nickname'] ?? '' });
    this.pages.run(() => placed.widget.dispatch('submit', { value: form.value }, form.key));
  }

  private confirm(placed: PlacedWidget, value: string, tell: (name: string, detail: object) => void): void {
    this.trace.add('submitted', { widget: placed.id, text: value });
    tell('confirm', { value });
  }

  private expectReview(review: Written['review']): void {
    const { faults } = this.device;
    if (review === 'refuse') faults.next('input.nickname', { kind: 'review-failed' });
    else if (review === 'time-out') faults.next('input.nickname', { kind: 'review-timeout' });
    else if (review === 'slow') faults.next('input.nickname', { kind: 'slow', ms: 1500 });
  }

  /** Undefined: what WeChat offers. */
  private textOf({ type, maxlength }: NonNullable<Control['field']>, { text }: Written): string | undefined {
    if (text === 'nothing') return '';
    if (type === 'nickname') {
      this.names += 1;
      return text === 'offered' ? undefined : text === 'too long' ? LONG : `Name ${this.names}`;
    }
    if (maxlength === NUMBER_LENGTH) return text === 'another' ? ANOTHER_NUMBER : text === 'too long' ? `${this.number}0` : this.number;
    const code = this.environment.server.outbox.messages.at(-1)?.code ?? '000000';
    return text === 'another' ? '0000' : text === 'too long' ? `${code}00` : code;
  }

  private get number(): string {
    const { cloud, device } = this.environment;
    return cloud.users.find(({ openid }) => openid === device.openid)?.phone?.purePhoneNumber ?? ANOTHER_NUMBER;
  }
}

/** How many digits a number has; a code has fewer. */
const NUMBER_LENGTH = 11;

/** The number of somebody whom the server does not know. */
const ANOTHER_NUMBER = '10000000009';
