import type { SessionAwarePage, Widget } from '../apps/app-under-test';
import type { WidgetKind } from '../apps/widget-kinds';

/** A widget on a page. */
export interface PlacedWidget {
  /** Another one each time it is put into the page. */
  id: number;
  kind: WidgetKind;
  readonly page: Page;
  widget: Widget;
  /** The panel that it is part of, which alone puts it there and takes it away. */
  readonly within: PlacedWidget | undefined;
  readonly copy: number;
  /** When (ms of the world's time) it was put into the page. */
  since: number;
  attached: boolean;
}

/** One page of the stack. */
export interface Page {
  readonly id: number;
  readonly widgets: PlacedWidget[];
  /** The page's own code, where it asks who is signed in. */
  sessionAware: SessionAwarePage | undefined;
  closed: boolean;
}

/** How the app's pages are written, and what WeChat does with them. */
export interface PageHabits {
  /** Whether a page is on the stack when its components are attached, which WeChat does not promise. */
  stackFirst: boolean;
  forGuestsOnly: boolean;
  handlers: 'fine' | 'throw';
  /** What the buttons' `privacy` is. */
  consent: 'auto' | 'combined';
  agreement: 'none' | 'remembered' | 'each time';
  /** Whether they ask for a realtime verification. */
  numbers: 'sealed' | 'token' | 'realtime';
  /** Every other widget is the second copy's. */
  copies: object | null;
}
