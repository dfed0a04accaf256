/** What a page of a mini program becomes in the DOM: the compiler writes CSS for it, the browser side builds it. */
import { nativeTags } from 'authing-miniapp-emulator/runtime';

/**
 * The DOM element that stands for a WXML tag. Built-in components and every tag that could be HTML's become `wx-…`, so that the browser's
 * own looks and behaviour stay out; custom components with a dash keep their name.
 */
export const domTag = (tag: string): string => (tag in nativeTags || !tag.includes('-') ? `wx-${tag}` : tag);

/** 750 rpx are the width of the screen, which every page fills. */
const RPX = /(-?(?:\d+\.?\d*|\.\d+))rpx\b/gi;

/** CSS text with every rpx length in vw. */
export const withoutRpx = (css: string): string =>
  css.replace(RPX, (_, number: string) => `${Number((Number(number) / 7.5).toFixed(6))}vw`);
