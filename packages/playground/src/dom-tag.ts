/** Which DOM element stands for a WXML tag. */
import { nativeTags } from 'authing-miniapp-emulator/runtime';

/**
 * Built-in components and every tag that could be HTML's become `wx-…`, so that the browser's own looks and behaviour stay out; custom
 * components with a dash keep their name.
 */
export const domTag = (tag: string): string => (tag in nativeTags || !tag.includes('-') ? `wx-${tag}` : tag);
