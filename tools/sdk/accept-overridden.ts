/** Run after raising the version of authing-js-sdk, when the overridden methods have been compared with the SDK's new ones. */
import { acceptOverridden } from './source/overridden-sources';

acceptOverridden();
