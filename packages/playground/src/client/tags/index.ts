/** The built-in components. */
import type * as glassEasel from 'glass-easel';
import weuiIcons from 'weui/dist/style/icon/weui-icon.css';
import { nativeTags } from 'authing-miniapp-emulator/runtime';
import type { AppConfig } from '../../build';
import type { RunningApp } from '../app/running-app';
import { button } from './button';
import buttonV1 from './button-v1.css';
import buttonV2 from './button-v2.css';
import { checkbox, checkboxGroup, radio, radioGroup, switchTag } from './choices';
import { icon, openData, progress, richText, text } from './content';
import { form, label } from './form';
import { image } from './image';
import { navigator } from './navigator';
import base from './page.css';
import { picker, slider } from './picker';
import { rootPortal } from './root-portal';
import { scrollView, swiper } from './scrolling';
import { defineTag, type Tag } from './tag';
import { input, textarea } from './text-entry';

/** The style sheet every page starts from. `"style": "v2"` in app.json brings the newer look of the button. */
export const pageCss = (app: AppConfig): string => `${weuiIcons}\n${base}\n${app.style === 'v2' ? buttonV2 : buttonV1}`;

const plain: Tag = {};

const tags: Readonly<Record<string, Tag>> = {
  view: plain,
  text,
  image,
  button,
  input,
  textarea,
  checkbox,
  'checkbox-group': checkboxGroup,
  radio,
  'radio-group': radioGroup,
  switch: switchTag,
  label,
  form,
  'scroll-view': scrollView,
  swiper,
  'swiper-item': plain,
  navigator,
  picker,
  slider,
  icon,
  progress,
  'rich-text': richText,
  'open-data': openData,
  'cover-view': plain,
  'cover-image': image,
  'root-portal': rootPortal,
  'match-media': plain,
  'page-meta': plain,
  'navigation-bar': plain,
};

/** Stands where a component would be that the playground does not draw, and says so. */
const missing = (name: string): Tag => ({
  create({ host, document, app }) {
    app.surroundings.unsupported(`<${name}>`);
    const note = document.createElement('span');
    note.className = 'wx-missing';
    note.textContent = `<${name}>`;
    host.append(note);
  },
});

/** These change the page around them, which the playground leaves alone. */
const withoutEffect = new Set(['page-meta', 'navigation-bar', 'match-media']);

/** Defines every built-in component and returns them by tag. */
export function defineTags(space: glassEasel.ComponentSpace, app: RunningApp): Map<string, glassEasel.GeneralComponentDefinition> {
  return new Map(
    Object.keys(nativeTags).map((name) => {
      const known = tags[name];
      const tag =
        known === undefined
          ? missing(name)
          : withoutEffect.has(name)
            ? { ...known, create: () => app.surroundings.unsupported(`<${name}>`) }
            : known;
      return [name, defineTag(space, name, tag, app)];
    }),
  );
}
