import { join } from 'node:path';

export const root = join(__dirname, '../..');
/** What is published, and what WeChat's npm build copies: package.json's `miniprogram`. */
export const dist = join(root, 'miniprogram_dist');
