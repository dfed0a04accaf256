/** rpx: 750 of them are the width of the screen, which every page fills. */

const RPX = /(-?(?:\d+\.?\d*|\.\d+))rpx\b/gi;

/** CSS text with every rpx length in vw. */
export const withoutRpx = (css: string): string =>
  css.replace(RPX, (_, number: string) => `${Number((Number(number) / 7.5).toFixed(6))}vw`);
