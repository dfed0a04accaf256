/** What WeChat charges for a phone number: a quick verification (`getPhoneNumber`) or a realtime one (`getRealtimePhoneNumber`). */
export type ChargeKind = 'phone' | 'realtime';

/** Fen (0.01 yuan) for each, by WeChat's price list of 2026. */
const prices: Readonly<Record<ChargeKind, number>> = { phone: 3, realtime: 4 };
/** Successes of either kind that cost nothing. */
const FREE_CHARGES = 1000;

/** What was charged to one mini program. */
export interface ChargeBook {
  /** Successes that are still paid for. */
  left: number;
  readonly counts: Readonly<Record<ChargeKind, number>>;
  /** Yuan. */
  readonly cost: number;
  charge(kind: ChargeKind): void;
}

export function createChargeBook(quota = Infinity): ChargeBook {
  const counts = { phone: 0, realtime: 0 };
  let fen = 0;
  const book: ChargeBook = {
    left: quota,
    counts,
    get cost() {
      return fen / 100;
    },
    charge(kind) {
      // The quota is looked at when the button is tapped: two sheets may be open for the last one.
      book.left = Math.max(0, book.left - 1);
      if (counts.phone + counts.realtime >= FREE_CHARGES) fen += prices[kind];
      counts[kind] += 1;
    },
  };
  return book;
}
