/**
 * Whether the person is to be asked for consent to the app's own terms before a tap does anything: the property `agreed` is there, and does
 * not say yes. In a template `agreed="false"` is a text.
 */
export function isGated(agreed: unknown): boolean {
  return agreed !== undefined && agreed !== null && (!agreed || agreed === 'false');
}
