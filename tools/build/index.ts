export { assets } from './assets';
export { clean } from './clean';
export { helpers } from './helpers';
export { notices } from './notices';
export { scripts } from './scripts';
export { sdk } from './sdk';
