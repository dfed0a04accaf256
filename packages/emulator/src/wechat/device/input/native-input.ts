/** What a native `<input>` looks like when a person begins to write in it. */
export interface NativeInput {
  /** The attribute as written: `nickname`, `text` … */
  type: string;
  /** What is in it. Default: nothing. */
  value?: string;
  /** Longer texts are cut off. Default 140, as in WeChat; -1: no limit. */
  maxlength?: number;
  disabled?: boolean;
  /** Asked when an event is due; false: the input is gone and the event with it. Default: always there. */
  mounted?: () => boolean;
}

/** An event that WeChat fires on the input, never bubbling. */
export type NativeInputEvent =
  | { name: 'focus'; detail: { value: string; height: number } }
  | { name: 'input'; detail: { value: string; cursor: number } }
  | { name: 'blur'; detail: { value: string; cursor: number } }
  /** From 2.29.1: what became of the safety check. */
  | { name: 'nicknamereview'; detail: { pass: boolean; timeout: boolean } };

/** A text that a person wrote, and what WeChat makes of it. */
export interface Writing {
  /** What is in the input now: what the form's `submit` reads. A nickname that fails the check is taken out, and no `input` says so. */
  readonly value: string;
  /** Settles when WeChat is done with it, with the events that were dispatched. */
  readonly settled: Promise<readonly NativeInputEvent[]>;
}

/** What WeChat does for `<input type="nickname">`, for whoever draws inputs of its own. */
export interface Nicknames {
  /** The WeChat nickname that is offered now; undefined where a nickname input is an ordinary one. */
  readonly offered: string | undefined;
  /** Checks what is in a nickname input that lost the focus: what is left in it, and the `nicknamereview` to fire. */
  review(text: string): Promise<{ text: string; event?: { pass: boolean; timeout: boolean } }>;
}
