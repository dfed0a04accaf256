/** A mini program whose one page shows every state of every component. */
import { cpSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { dist } from '../../tools/build/files';
import { components, documents, type State } from './states';

/** Class of the element that holds one component's states. */
export const sheetOf = (component: string): string => `sheet-${component}`;

const PAGE = 'pages/index/index';

const PHOTO = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 4">
<path fill="#8fb8de" d="M0 0h4v4H0z"/><path fill="#f6d55c" d="M1 1h1v1H1z"/><path fill="#3caea3" d="M0 3h4v1H0z"/></svg>`;

/** The page around the components is the app's own: dark when the phone is, if the app has that on. */
const STYLE = `page { background: #ffffff; }
.sheet { padding: 12px; }
.caption { padding: 2px 0 4px; color: #767676; font-size: 10px; line-height: 14px; }
.state { margin-bottom: 10px; }
`;
const DARK_STYLE = '@media (prefers-color-scheme: dark) { page { background: #111111; color: #e6e6e6; } .caption { color: #8f8f8f; } }\n';

/** What app.json says of looks. */
export interface AppLooks {
  readonly darkmode?: true;
  readonly style?: 'v2';
}

/**
 * Writes it.
 * @returns its folder, the caller's to remove
 */
export function writeApp(looks: AppLooks): string {
  const dir = mkdtempSync(join(tmpdir(), 'looks-'));
  const write = (path: string, content: string): void => {
    mkdirSync(dirname(join(dir, path)), { recursive: true });
    writeFileSync(join(dir, path), content);
  };
  cpSync(dist, join(dir, 'authing'), { recursive: true });
  write('app.json', JSON.stringify({ pages: [PAGE], ...looks }));
  // Not configured: nobody signs in by themselves, and no address is asked.
  write('app.js', 'App({});');
  write('app.wxss', looks.darkmode ? STYLE + DARK_STYLE : STYLE);
  write('photo.svg', PHOTO);
  const used = Object.keys(components).map((component) => [component, `/authing/components/${component}/index`]);
  write(`${PAGE}.json`, JSON.stringify({ usingComponents: Object.fromEntries(used) }));
  write(`${PAGE}.js`, `Page({ data: { documents: ${JSON.stringify(documents)} } });`);
  const sheets = Object.entries(components).map(([component, states]) => {
    const shown = states.map((state) => wxmlOf(component, state));
    return `<view class="sheet ${sheetOf(component)}">\n${shown.join('\n')}\n</view>`;
  });
  write(`${PAGE}.wxml`, sheets.join('\n'));
  return dir;
}

/** What is fixed to the screen is fixed to whatever has a transform. */
const wxmlOf = (tag: string, { name, attributes = '', slot = '', screen }: State): string => {
  const style = screen === undefined ? '' : ` style="height: ${screen}px; transform: translateX(0); overflow: hidden;"`;
  return `<view class="caption">${name}</view><view class="state"${style}><${tag} ${attributes}>${slot}</${tag}></view>`;
};
