/** The style sheet every page starts from. */
import weuiIcons from 'weui/dist/style/icon/weui-icon.css';
import type { AppConfig } from '../../build';
import base from './page.css';
import buttonV1 from './button-v1.css';
import buttonV2 from './button-v2.css';

/** `"style": "v2"` in app.json brings the newer look of the button. */
export const pageCss = (app: AppConfig): string => `${weuiIcons}\n${base}\n${app.style === 'v2' ? buttonV2 : buttonV1}`;
