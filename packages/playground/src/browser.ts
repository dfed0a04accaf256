/** The machine's own Chromium, headless, for whoever looks at the playground unattended. */
import { chromium, type Browser } from 'playwright-core';
import { ensureChromium } from './chromium';

/** Without the network chatter of a browser that a person uses. Throws one line that says what to install when there is no Chromium. */
export const launchChromium = (): Promise<Browser> =>
  chromium.launch({ executablePath: ensureChromium(), args: ['--no-sandbox', '--disable-quic', '--disable-background-networking'] });
