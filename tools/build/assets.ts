import { dest, src } from 'gulp';
import { dist, root } from './paths';

/** Templates, styles and declarations of components, as they are. */
export const assets = (): NodeJS.ReadWriteStream => src('components/**/*.{wxml,wxss,json}', { cwd: root, base: root }).pipe(dest(dist));
assets.displayName = 'assets';
