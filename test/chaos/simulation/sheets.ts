import type { Decision, PersonControl, Sheet } from 'authing-miniapp-emulator/wechat';
import type { Answer } from '../schedule/schedule';

/** How long (ms) a sheet stays on the screen whose answer never reaches the app. */
const LOST_SHEET_CLOSES_AFTER = 3000;

/** The person in front of WeChat's sheets: answers each as the last tap's step says. */
export class Sheets {
  /** Sheets on the screen. */
  open = 0;
  answer: Answer = { answer: 'accept', afterMs: 0 };
  private generation = 0;

  constructor(person: PersonControl) {
    person.ask = (sheet) => this.decide(sheet);
  }

  /** The app was killed, its sheets with it. */
  forget(): void {
    this.open = 0;
    this.generation += 1;
  }

  private decide(sheet: Sheet): Decision {
    const { answer, afterMs } = this.answer;
    this.open += 1;
    const generation = this.generation;
    setTimeout(
      () => {
        if (generation === this.generation) this.open -= 1;
      },
      answer === 'never' ? LOST_SHEET_CLOSES_AFTER : afterMs,
    );
    // Somebody reads what they are to agree to, and the sheet is gone.
    if (answer === 'cancel' && sheet.kind === 'actionSheet' && sheet.items.length > 1) return { answer: 'accept', item: 1, afterMs };
    if (answer === 'never' || answer === 'accept') return { answer, ...(answer === 'accept' && { afterMs }) };
    return { answer, afterMs, ...(sheet.kind === 'phoneNumber' && { errMsg: refusals[afterMs % refusals.length] ?? 'fail user deny' }) };
  }
}

/** WeChat words a refusal of the phone sheet in several ways; which one is decided by how long the person thought. */
const refusals = ['fail user deny', 'fail:user deny', 'fail:user cancel', 'fail user cancel', 'fail:cancel to confirm login'];
