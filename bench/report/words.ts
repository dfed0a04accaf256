import type { Words } from '../part';

export type ReportLanguage = 'en' | 'zh';

export const inLanguage = (words: Words, language: ReportLanguage): string => (typeof words === 'string' ? words : words[language]);
